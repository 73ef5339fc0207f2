import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import { startEvalNode, type EvalNode } from './testing/eval-node.ts';
import { ada, createSpec, listTrials, quick, untilDone } from './testing/eval-fixture.ts';

let database: TestDatabase;
let node: EvalNode;
const demo = createDemoModelServer({ defaults: quick });

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

test('a scenario is tried in all conditions by both families, and graded by what it left behind', async () => {
  const spec = await createSpec(database.prisma);
  const started = await node.evals.start(spec, ada);
  const run = await untilDone(database.prisma, started.evalRunId);
  expect([started.status, run.ending, run.fault]).toEqual(['started', 'complete', null]);
  const trials = await listTrials(database.prisma, started.evalRunId);
  const told = trials.map(({ condition, modelId, status, attempt, isPassed, passed, total }) =>
    [condition, modelId, status, attempt, isPassed, `${passed}/${total}`].join(' '),
  );
  expect(told).toEqual([]);
});
