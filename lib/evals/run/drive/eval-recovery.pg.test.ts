import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import { decideCancel } from '#lib/session/decide/decide-cancel.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { ada, createAdmin, createSpec, listTrials, quick, until, untilDone } from './testing/eval-fixture.ts';
import { startEvalNode, type EvalNode } from './testing/eval-node.ts';
import { ProviderGate } from './testing/provider-gate.ts';
import { TrialSessions } from './trial-sessions.ts';

let database: TestDatabase;
let gate: ProviderGate;
let demoUrl: string;
let node: EvalNode;
const demo = createDemoModelServer({ defaults: quick });
const nodes: EvalNode[] = [];
const env = { HOLDFAST_EVAL_TRIALS: '2' };

beforeAll(async () => {
  database = await createTestDatabase();
  gate = new ProviderGate((await demo.start()).url);
  demoUrl = await gate.start();
  node = await startEvalNode({ url: database.url, demoUrl, env });
  nodes.push(node);
  await createAdmin(database.prisma, ada);
});
afterAll(async () => {
  await gate.stop();
  for (const one of nodes) await one.stop();
  await demo.stop();
  await database.drop();
});

/** One condition of one model, without tools: as many trials as repeats. */
const baseline = (repeats: number, scenarioIds = ['off-topic']) =>
  createSpec(database.prisma, { scenarioIds, repeats, conditions: ['baseline'], modelIds: ['demo:coral'] });
const untilHeld = (count: number) => until(async () => gate.held >= count, `${count} calls that wait`);
const tell = async (evalRunId: string) =>
  (await listTrials(database.prisma, evalRunId)).map(({ status, attempt, fault }) =>
    `${status} ${attempt} ${fault ?? ''}`.trim(),
  );

test('[X68] a provider that fails makes no failure of the model: only that is tried again, in another session', async () => {
  gate.failNext(2);
  const { evalRunId } = await node.evals.start(await baseline(1), ada);
  await untilDone(database.prisma, evalRunId);
  expect(await tell(evalRunId)).toEqual(['graded 2']);
  gate.failNext(6);
  const other = await node.evals.start(await baseline(1, ['stale-api']), ada);
  const run = await untilDone(database.prisma, other.evalRunId);
  expect([run.ending, await tell(other.evalRunId)]).toEqual(['complete', ['infra-failed 3 provider-failed']]);
  const kept = await database.prisma.session.count({ where: { ownerId: 'evals', deletedAt: null } });
  expect(kept).toBe(2);
});

test('a cancel stops what runs, skips the rest, and keeps what was graded', async () => {
  gate.close(1);
  const { evalRunId } = await node.evals.start(await baseline(5, ['rls-slow']), ada);
  await untilHeld(2);
  await until(async () => (await tell(evalRunId)).includes('graded 1'), 'the first grade');
  expect(await node.evals.cancel(evalRunId)).toBe(true);
  const run = await untilDone(database.prisma, evalRunId);
  gate.open();
  expect([run.ending, run.openSpec, await node.evals.cancel(evalRunId)]).toEqual(['cancelled', null, false]);
  expect((await tell(evalRunId)).toSorted()).toEqual([
    'graded 1',
    'skipped 0 the eval run was cancelled',
    'skipped 0 the eval run was cancelled',
    'skipped 1 the eval run was cancelled',
    'skipped 1 the eval run was cancelled',
  ]);
  const live = await database.prisma.run.count({ where: { status: { not: 'ended' } } });
  expect(live).toBe(0);
});

test('a trial that a person stops is skipped, and says who it was', async () => {
  gate.close();
  const { evalRunId } = await node.evals.start(await baseline(1, ['slow-events']), ada);
  await untilHeld(1);
  const [trial] = await listTrials(database.prisma, evalRunId);
  const opened = await node.evals.openTrial(trial?.id ?? '', ada.id);
  const sessionId = opened?.sessionId ?? '';
  const { id: runId } = await database.prisma.run.findFirstOrThrow({ where: { sessionId } });
  await node.open.log.transact({ sessionId, userId: ada.id, runIds: [runId] }, (control) =>
    decideCancel(control, { runId, actor: { kind: 'user', ...ada }, defaultModel: '' }),
  );
  const run = await untilDone(database.prisma, evalRunId);
  gate.open();
  expect([run.ending, await tell(evalRunId)]).toEqual(['complete', ['skipped 1 stopped by Ada']]);
});

test('[F46] a rollback while a version is tried changes nothing for the trials', async () => {
  const { prisma } = database;
  const store = new SkillStore({ db: prisma });
  const skillName = 'workbench';
  const label = 'production';
  const before = await store.findLabel(skillName, label);
  const version = await store.findVersion(skillName, before?.hash ?? '');
  const files = Object.fromEntries(
    Object.entries(version?.files ?? {}).map(([path, text]) => [path, `${String(text)}\n`]),
  );
  const added = await store.createVersion({ skillName, files, author: ada.id, note: 'a line more' });
  if (added.status === 'refused' || !before) throw new Error('there is no second version');
  const { hash } = added.version;
  const move = { skillName, label, author: ada.id, why: 'test' } as const;
  await store.moveLabel({ ...move, to: hash, expected: before.revision });
  gate.close();
  const spec = await createSpec(prisma, { conditions: ['mcp+skill'], modelIds: ['demo:coral'], repeats: 2 });
  expect(spec.skillHash).toBe(hash);
  const { evalRunId } = await node.evals.start(spec, ada);
  await untilHeld(2);
  await store.rollback({ ...move, expected: before.revision + 1 });
  gate.open();
  await untilDone(prisma, evalRunId);
  const sessions = (await listTrials(prisma, evalRunId)).map(({ sessionId }) => sessionId ?? '');
  const runs = await prisma.run.findMany({ where: { sessionId: { in: sessions } } });
  expect([await tell(evalRunId), runs.map(({ skill }) => skill)]).toEqual([
    ['graded 1', 'graded 1'],
    runs.map(() => ({ name: skillName, version: hash.slice(0, 12) })),
  ]);
});

test('[F47] a node that is killed in the middle: another one ends the very trials, and none comes twice', async () => {
  const { prisma } = database;
  gate.close(1);
  const { evalRunId } = await node.evals.start(await baseline(4, ['order-schema']), ada);
  await untilHeld(2);
  await until(async () => (await tell(evalRunId)).includes('graded 1'), 'the first grade');
  await node.kill();
  const before = await listTrials(prisma, evalRunId);
  gate.open();
  nodes.push(await startEvalNode({ url: database.url, demoUrl, env }));
  const run = await untilDone(prisma, evalRunId);
  expect([run.ending, await tell(evalRunId)]).toEqual([
    'complete',
    ['graded 1', 'graded 1', 'graded 1', 'graded 1'],
  ]);
  const after = await listTrials(prisma, evalRunId);
  const begun = before.filter(({ sessionId }) => sessionId !== null);
  expect(begun.map(({ sessionId }) => sessionId)).toEqual(
    begun.map(({ id }) => after.find((trial) => trial.id === id)?.sessionId),
  );
  const graded = before.find(({ status }) => status === 'graded');
  expect(after.find(({ id }) => id === graded?.id)).toEqual(graded);
  const sessions = after.map(({ sessionId }) => sessionId ?? '');
  const runs = await prisma.run.findMany({ where: { sessionId: { in: sessions } } });
  expect([new Set(sessions).size, runs.length]).toEqual([4, 4]);
});

test('a drain gives an eval run to the next node at once, with its trials', async () => {
  const { prisma } = database;
  const [, second] = nodes;
  gate.close();
  const { evalRunId } = await (second ?? node).evals.start(await baseline(2, ['fuzzy-search']), ada);
  await untilHeld(2);
  await second?.drain();
  nodes.push(await startEvalNode({ url: database.url, demoUrl, env }));
  gate.open();
  await untilDone(prisma, evalRunId);
  expect(await tell(evalRunId)).toEqual(['graded 1', 'graded 1']);
});

test('a node that dies before it could discard what broke leaves that to the next one', async () => {
  const { prisma } = database;
  const last = nodes.at(-1) ?? node;
  await last.drain();
  const { evalRunId } = await last.evals.start(await baseline(1, ['scoped-delete']), ada);
  const [trial] = await listTrials(prisma, evalRunId);
  const broken = createId();
  const request = { title: 'Broken', prompt: 'Do it.', model: 'demo:coral', condition: 'baseline' } as const;
  await new TrialSessions({ db: prisma, log: last.open.log }).ensure({ ...request, sessionId: broken });
  const data = { attempt: 1, sessionId: broken, fault: 'provider-failed' };
  await prisma.evalTrial.update({ where: { id: trial?.id ?? '' }, data });
  nodes.push(await startEvalNode({ url: database.url, demoUrl, env }));
  await untilDone(prisma, evalRunId);
  const left = await prisma.session.findFirst({ where: { id: broken, deletedAt: null } });
  expect([await tell(evalRunId), left]).toEqual([['graded 2'], null]);
});
