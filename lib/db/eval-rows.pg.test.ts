import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import {
  cancelEvalRun,
  claimEvalRun,
  EvalLeaseLost,
  extendEvalLease,
  finishEvalRun,
  insertEvalRun,
  releaseEvalLease,
} from './eval-rows.ts';
import { beginTrial, saveBrokenTrial, saveGradedTrial, selectOpenTrials } from './eval-trial-rows.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** An eval run of so many trials. */
async function insert(openSpec: string, count = 2) {
  const id = createId();
  const trials = Array.from({ length: count }, (_, position) => ({
    id: createId(),
    position,
    scenarioId: 'one',
    condition: 'mcp',
    modelId: 'demo:kelp',
    repeat: position + 1,
    cacheKey: createId(),
  }));
  const run = { id, skillName: 'workbench', skillHash: 'a', spec: {}, openSpec, maxCostMicroUsd: null };
  const isNew = await insertEvalRun(database.prisma, { ...run, requestedBy: 'ada', trials });
  return { id, isNew, trials };
}
const claim = (holder: string, leaseMs = 60_000) => claimEvalRun(database.prisma, { holder, leaseMs });
const claimNext = async (holder: string, leaseMs?: number) => {
  const run = await claim(holder, leaseMs);
  if (!run) throw new Error('there is nothing to claim');
  return run;
};
const end = { ending: 'complete' as const, fault: null, skipped: 'not begun' };
const use = { costMicroUsd: 1, inputTokens: 1, outputTokens: 1 };

test('of one spec only one is open, and the next one is when that is over', async () => {
  const { prisma } = database;
  const both = await Promise.all([insert('same'), insert('same')]);
  expect(both.map(({ isNew }) => isNew).toSorted()).toEqual([false, true]);
  expect(await prisma.evalTrial.count()).toBe(2);
  await finishEvalRun(prisma, await claimNext('a'), end);
  expect((await insert('same')).isNew).toBe(true);
  await finishEvalRun(prisma, await claimNext('a'), end);
});

test('nodes that claim at once do not get the same one; a lease that ran out is for the next', async () => {
  const { prisma } = database;
  const [one, two] = [await insert('one'), await insert('two')];
  const claims = await Promise.all([claim('a'), claim('b'), claim('c')]);
  expect(claims.map((run) => run?.evalRunId).toSorted()).toEqual([one.id, two.id, undefined]);
  const held = claims.find((run) => run !== undefined);
  if (!held) throw new Error('nothing was claimed');
  await releaseEvalLease(prisma, held);
  const next = await claimNext('d');
  expect(next).toMatchObject({ evalRunId: held.evalRunId, epoch: held.epoch + 1, isCancelled: false });
  for (const run of [next, ...claims.filter((other) => other && other !== held)])
    if (run) await finishEvalRun(prisma, run, end);
});

test('[F47] a driver that was frozen changes nothing when it wakes up', async () => {
  const { prisma } = database;
  const { trials } = await insert('frozen');
  const trialId = trials[0]?.id ?? '';
  const frozen = await claimNext('frozen', 0);
  const awake = await claimNext('awake');
  await beginTrial(prisma, awake, { trialId, sessionId: createId() });
  const before = await prisma.evalTrial.findMany({ where: { evalRunId: awake.evalRunId } });
  const late = [
    () => beginTrial(prisma, frozen, { trialId, sessionId: createId() }),
    () => saveBrokenTrial(prisma, frozen, trialId, { status: 'skipped', fault: 'late', use }),
    () => finishEvalRun(prisma, frozen, end),
  ];
  for (const write of late) await expect(write()).rejects.toThrow(EvalLeaseLost);
  expect(await extendEvalLease(prisma, frozen, 60_000)).toBeUndefined();
  await releaseEvalLease(prisma, frozen);
  expect(await prisma.evalTrial.findMany({ where: { evalRunId: awake.evalRunId } })).toEqual(before);
  expect(await extendEvalLease(prisma, awake, 60_000)).toEqual({ isCancelled: false });
  await finishEvalRun(prisma, awake, end);
});

test('a trial is begun once; what is over stays over', async () => {
  const { prisma } = database;
  const { id, trials } = await insert('begun', 1);
  const trialId = trials[0]?.id ?? '';
  const run = await claimNext('a');
  const [first, second] = [createId(), createId()];
  await beginTrial(prisma, run, { trialId, sessionId: first });
  await beginTrial(prisma, run, { trialId, sessionId: second });
  expect(await selectOpenTrials(prisma, id)).toMatchObject([{ attempt: 1, sessionId: first }]);
  await saveBrokenTrial(prisma, run, trialId, { status: 'infra-failed', fault: 'first', use });
  await saveBrokenTrial(prisma, run, trialId, { status: 'waiting', fault: 'second', use });
  const trial = await prisma.evalTrial.findUnique({ where: { id: trialId } });
  expect([trial?.status, trial?.fault, trial?.costMicroUsd]).toEqual(['infra-failed', 'first', 1n]);
  await finishEvalRun(prisma, run, end);
});

test('[X68] what no database holds as text is stored all the same: half a character, and NUL', async () => {
  const { prisma } = database;
  const { trials } = await insert('odd text');
  const [graded, broken] = trials.map(({ id }) => id);
  const run = await claimNext('a');
  for (const { id } of trials) await beginTrial(prisma, run, { trialId: id, sessionId: createId() });
  const odd = 'half \ud83d, none \0.';
  const plain = 'half \ufffd, none \ufffd.';
  const check = { checkId: 'a', kind: 'judge', rules: ['S01'], level: 'must', holds: odd, status: 'fail' };
  await saveGradedTrial(prisma, run, graded ?? '', {
    ...use,
    isPassed: false,
    passed: 0,
    total: 1,
    latencyMs: 1,
    filesLoaded: [odd],
    docsFetched: [],
    changes: [{ kind: 'table', on: odd }],
    answer: odd,
    fault: odd,
    checks: [{ ...check, evidence: odd }],
  });
  await saveBrokenTrial(prisma, run, broken ?? '', { status: 'infra-failed', fault: odd, use });
  const saved = await prisma.evalTrial.findMany({
    where: { evalRunId: run.evalRunId },
    orderBy: { position: 'asc' },
    include: { checks: true },
  });
  expect(saved).toMatchObject([
    {
      answer: plain,
      fault: plain,
      filesLoaded: [plain],
      changes: [{ on: plain }],
      checks: [{ holds: plain, evidence: plain }],
    },
    { fault: plain },
  ]);
  await finishEvalRun(prisma, run, { ...end, ending: 'error', fault: odd });
});

test('a cancel ends what nobody drives, and is told to who does; every change counts', async () => {
  const { prisma } = database;
  const { id } = await insert('cancelled');
  expect([await cancelEvalRun(prisma, id), await cancelEvalRun(prisma, id)]).toEqual([true, false]);
  const over = await prisma.evalRun.findUnique({ where: { id }, include: { trials: true } });
  expect([over?.status, over?.ending, over?.openSpec, over?.revision]).toEqual([
    'done',
    'cancelled',
    null,
    1,
  ]);
  expect(over?.trials.map(({ status }) => status)).toEqual(['skipped', 'skipped']);
  const driven = await insert('driven');
  const run = await claimNext('a');
  expect(await cancelEvalRun(prisma, driven.id)).toBe(true);
  expect(await extendEvalLease(prisma, run, 60_000)).toEqual({ isCancelled: true });
  expect((await insert('driven')).isNew).toBe(true);
});
