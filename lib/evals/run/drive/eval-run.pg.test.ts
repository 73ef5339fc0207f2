import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import { decideCancel } from '#lib/session/decide/decide-cancel.ts';
import { ada, createAdmin, createSpec, listTrials, quick, untilDone } from './testing/eval-fixture.ts';
import { startEvalNode, type EvalNode } from './testing/eval-node.ts';

let database: TestDatabase;
let node: EvalNode;
const demo = createDemoModelServer({ defaults: quick });
let evalRunId = '';

beforeAll(async () => {
  database = await createTestDatabase();
  const { url } = await demo.start();
  node = await startEvalNode({ url: database.url, demoUrl: url });
});
afterAll(async () => {
  await node.stop();
  await demo.stop();
  await database.drop();
});

test('[F47] a scenario is tried in all conditions by both families, and graded by what it left behind', async () => {
  const spec = await createSpec(database.prisma);
  // Two that start it at one moment get one eval run.
  const started = await Promise.all([node.evals.start(spec, ada), node.evals.start(spec, ada)]);
  evalRunId = started[0].evalRunId;
  expect(started.map((one) => [one.status, one.evalRunId === evalRunId])).toEqual(
    expect.arrayContaining([
      ['started', true],
      ['joined', true],
    ]),
  );
  const run = await untilDone(database.prisma, evalRunId);
  expect([run.ending, run.fault, run.openSpec]).toEqual(['complete', null, null]);
  const trials = await listTrials(database.prisma, evalRunId);
  const told = trials.map(({ condition, modelId, status, attempt, isPassed, passed, total, checks }) =>
    [condition, modelId, status, attempt, isPassed, `${passed}/${total} of ${checks.length}`].join(' '),
  );
  expect(told).toEqual([
    'baseline demo:coral graded 1 false 1/5 of 5',
    'baseline demo:kelp graded 1 false 1/5 of 5',
    'mcp demo:coral graded 1 false 1/5 of 5',
    'mcp demo:kelp graded 1 false 1/5 of 5',
    'mcp+skill demo:coral graded 1 true 5/5 of 5',
    'mcp+skill demo:kelp graded 1 true 5/5 of 5',
  ]);
  const [baseline, , mcp, , skill] = trials;
  expect(baseline?.answer).toContain('```sql');
  expect([baseline?.docsFetched, mcp?.inputTokens !== 0n, skill?.latencyMs !== null]).toEqual([
    [],
    true,
    true,
  ]);
  expect(skill?.changes).toContainEqual(
    expect.objectContaining({ kind: 'view', action: 'added', on: 'public.team_task_summary' }),
  );
});

test('trials are sessions of their own, which only the system owns and no list shows', async () => {
  const { prisma } = database;
  const trials = await listTrials(prisma, evalRunId);
  const sessions = await prisma.session.findMany({ where: { ownerId: 'evals' }, orderBy: { title: 'asc' } });
  expect(sessions.map(({ title, titleBy, archived }) => [title, titleBy, archived])).toEqual(
    ['baseline', 'mcp', 'mcp+skill'].flatMap((condition) =>
      ['coral', 'kelp'].map((model) => [`view-invoker · ${condition} · ${model} · 1`, 'user', true]),
    ),
  );
  const runs = await prisma.run.findMany({ orderBy: { requestedSeq: 'asc' } });
  const agents = trials.map(({ sessionId, condition }) => {
    const run = runs.find((one) => one.sessionId === sessionId);
    return [condition, run?.agent, run?.requestedBy, run?.skill !== null];
  });
  expect(agents).toEqual([
    ['baseline', 'trial-baseline', 'evals', false],
    ['baseline', 'trial-baseline', 'evals', false],
    ['mcp', 'trial-mcp', 'evals', false],
    ['mcp', 'trial-mcp', 'evals', false],
    ['mcp+skill', 'trial-skill', 'evals', true],
    ['mcp+skill', 'trial-skill', 'evals', true],
  ]);
  const [trial] = trials;
  await createAdmin(prisma, ada);
  expect(await node.evals.openTrial(trial?.id ?? '', ada.id)).toEqual({ sessionId: trial?.sessionId });
  const sessionId = trial?.sessionId ?? '';
  const { role } = await node.open.reads.snapshot({ sessionId, userId: ada.id });
  const { sessions: listed } = await node.open.reads.listSessions({ userId: ada.id, limit: 20 });
  expect([role, listed, await node.open.reads.sessionRows(sessionId)]).toEqual(['viewer', [], []]);
});

test('[X26] whoever is no admin any more follows no trial any more, and stops none', async () => {
  const { prisma } = database;
  const [trial] = await listTrials(prisma, evalRunId);
  const { sessionId } = (await node.evals.openTrial(trial?.id ?? '', ada.id)) ?? { sessionId: '' };
  const { id: runId } = await prisma.run.findFirstOrThrow({ where: { sessionId } });
  const actor = { kind: 'user', ...ada } as const;
  const stop = () =>
    node.open.log.transact({ sessionId, userId: ada.id, runIds: [runId] }, (control) =>
      decideCancel(control, { runId, actor, defaultModel: '' }),
    );
  await expect(stop()).rejects.toMatchObject({ code: 'already-ended' });
  await prisma.user.update({ where: { id: ada.id }, data: { role: null } });
  await expect(stop()).rejects.toMatchObject({ code: 'not-found' });
  await expect(node.open.reads.snapshot({ sessionId, userId: ada.id })).rejects.toMatchObject({
    code: 'not-found',
  });
});

test('a sandbox that was dropped comes again with its seed and what the run did', async () => {
  const trials = await listTrials(database.prisma, evalRunId);
  const passed = trials.find(({ condition }) => condition === 'mcp+skill');
  // The driver dropped it when it was graded.
  expect(await database.prisma.sandbox.findMany()).toEqual([]);
  const sandbox = await node.sandboxes.open(passed?.sessionId ?? '', 'session');
  const result = await sandbox.run('select count(*) from public.team_task_summary', { mode: 'read' });
  expect([sandbox.fault, result.status]).toEqual([undefined, 'ok']);
});

test('what was graded is not tried again: a second run is instant, and costs nothing', async () => {
  const spec = await createSpec(database.prisma);
  expect(await node.evals.estimate(spec)).toEqual({
    trials: 6,
    cached: 6,
    costUsd: 0,
    seconds: 0,
    simulated: ['demo:coral', 'demo:kelp'],
  });
  const runs = await database.prisma.run.count();
  const again = await node.evals.start(spec, ada);
  expect(again.status).toBe('started');
  await untilDone(database.prisma, again.evalRunId);
  const toResult = (trials: Awaited<ReturnType<typeof listTrials>>) =>
    trials.map(({ cacheKey, isPassed, passed, total, checks }) => ({
      cacheKey,
      isPassed,
      passed,
      total,
      checks: checks.map(({ trialId: _, ...check }) => check),
    }));
  const [first, second] = await Promise.all(
    [evalRunId, again.evalRunId].map((id) => listTrials(database.prisma, id)),
  );
  expect(toResult(second ?? [])).toEqual(toResult(first ?? []));
  expect(second?.map(({ cachedFrom, attempt }) => [cachedFrom, attempt])).toEqual(
    first?.map(({ id }) => [id, 0]),
  );
  expect(await database.prisma.run.count()).toBe(runs);
});

test.each([
  ['a version that is not there', { skillHash: 'f'.repeat(64) }, 'there is no version ffffffffffff'],
  ['a scenario that is not there', { scenarioIds: ['nowhere'] }, 'there is no scenario "nowhere"'],
  ['a model that is not offered', { modelIds: ['openai:gpt'] }, 'the model "openai:gpt" is not offered'],
  ['no repeats', { repeats: 0 }, 'cannot start the evals'],
])('%s is refused, and nothing is begun', async (_what, about, message) => {
  const spec = await createSpec(database.prisma, about);
  await expect(node.evals.start(spec, ada)).rejects.toMatchObject({
    code: 'invalid-input',
    message: expect.stringContaining(message),
  });
});

test('rows that were changed in place are told, with tools and without', async () => {
  const about = { scenarioIds: ['plan-constraint'], conditions: ['baseline', 'mcp'] as const };
  const spec = { ...about, conditions: [...about.conditions], modelIds: ['demo:kelp'] };
  const { evalRunId: id } = await node.evals.start(await createSpec(database.prisma, spec), ada);
  await untilDone(database.prisma, id);
  const rows = (await listTrials(database.prisma, id)).map(({ changes }) => changes);
  const updated = { kind: 'rows', on: 'public.customers', inserted: 0, updated: 200, deleted: 0 };
  expect(rows).toEqual([expect.arrayContaining([updated]), expect.arrayContaining([updated])]);
});
