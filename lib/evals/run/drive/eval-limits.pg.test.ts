import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { ada, createSpec, listTrials, quick, untilDone } from './testing/eval-fixture.ts';
import { startEvalNode, type EvalNode } from './testing/eval-node.ts';
import { ProviderGate } from './testing/provider-gate.ts';

let database: TestDatabase;
let gate: ProviderGate;
let node: EvalNode;
const demo = createDemoModelServer({ defaults: quick });

beforeAll(async () => {
  database = await createTestDatabase();
  gate = new ProviderGate((await demo.start()).url);
  node = await startEvalNode({
    url: database.url,
    demoUrl: await gate.start(),
    env: {
      HOLDFAST_EVAL_TRIALS: '1',
      HOLDFAST_RUN_STEPS: '1',
      HOLDFAST_RUN_TIME_MS: '1500',
      HOLDFAST_USER_DAY_COST_USD: '0',
      HOLDFAST_JUDGE_MODEL: 'demo:kelp',
      HOLDFAST_MODEL_PRICES: '{"demo:kelp":{"input":1,"output":1}}',
    },
  });
});
afterAll(async () => {
  await gate.stop();
  await node.stop();
  await demo.stop();
  await database.drop();
});

async function runEvals(about: Partial<EvalSpec>) {
  const { evalRunId } = await node.evals.start(
    await createSpec(database.prisma, { repeats: 1, ...about }),
    ada,
  );
  const run = await untilDone(database.prisma, evalRunId);
  const trials = await listTrials(database.prisma, evalRunId);
  return { run, trials, ending: run.ending };
}
const tell = ({ trials }: Awaited<ReturnType<typeof runEvals>>) =>
  trials.map(({ status, attempt, isPassed, fault }) =>
    `${status} ${attempt} ${isPassed} ${fault ?? ''}`.trim(),
  );

test('a model that uses up its steps has failed, and is not tried again', async () => {
  const done = await runEvals({ conditions: ['mcp'], modelIds: ['demo:coral'] });
  expect([done.ending, tell(done)]).toEqual(['complete', ['graded 1 false budget-steps']]);
});

test('[X68] a run that never ends is ended by its time, and that is the model', async () => {
  gate.close();
  const done = await runEvals({ conditions: ['baseline'], modelIds: ['demo:coral'] });
  gate.open();
  expect([done.ending, tell(done)]).toEqual(['complete', ['graded 1 false budget-time']]);
});

test('[X68] a judge that answers no JSON breaks that case, and no other', async () => {
  const scenarioIds = ['off-topic', 'plan-constraint'];
  const done = await runEvals({ scenarioIds, conditions: ['baseline'], modelIds: ['demo:coral'] });
  expect(done.ending).toBe('complete');
  expect(done.trials.map(({ scenarioId, status }) => [scenarioId, status])).toEqual([
    ['off-topic', 'infra-failed'],
    ['plan-constraint', 'graded'],
  ]);
  expect(done.trials[0]?.fault).toBe('the grader failed: cannot judge the answer: the judge gave no verdict');
});

test('once it has spent what it may, no further trial is begun; a budget of people is none of it', async () => {
  const scenarioIds = ['order-schema'];
  const about = { scenarioIds, conditions: ['baseline' as const], modelIds: ['demo:kelp'], repeats: 3 };
  const done = await runEvals({ ...about, maxCostUsd: 0.000_001 });
  const notBegun = 'skipped 0 null not begun: the eval run had spent what it may cost';
  expect([done.ending, tell(done).slice(1)]).toEqual(['cost-limit', [notBegun, notBegun]]);
  const [paid] = done.trials;
  expect([paid?.status, (paid?.costMicroUsd ?? 0n) > 0n]).toEqual(['graded', true]);
  const estimate = await node.evals.estimate(await createSpec(database.prisma, { ...about, repeats: 2 }));
  expect(estimate).toMatchObject({ trials: 2, cached: 1, costUsd: Number(paid?.costMicroUsd) / 1_000_000 });
});

test('what broke is not tried again once as much is spent, and says so', async () => {
  const about = { scenarioIds: ['off-topic'], conditions: ['baseline' as const], modelIds: ['demo:kelp'] };
  const done = await runEvals({ ...about, maxCostUsd: 0.000_001 });
  const fault =
    'the grader failed: cannot judge the answer: the judge gave no verdict; not tried again: the eval run had spent what it may cost';
  expect([done.ending, tell(done)]).toEqual(['cost-limit', [`infra-failed 1 null ${fault}`]]);
});
