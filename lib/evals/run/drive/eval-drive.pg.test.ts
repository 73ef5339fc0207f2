import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { claimEvalRun, insertEvalRun } from '#lib/db/eval-rows.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { EvalDrive } from './eval-drive.ts';
import { ScenarioShelf } from './scenario-shelf.ts';
import { Slots } from './slots.ts';
import { listTrials } from './testing/eval-fixture.ts';
import type { TrialOutcome, TrialRunner } from './trial-runner.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const result = {
  costMicroUsd: 0,
  inputTokens: 0,
  outputTokens: 0,
  isPassed: true,
  passed: 1,
  total: 1,
  latencyMs: 1,
  filesLoaded: [],
  docsFetched: [],
  changes: [],
  answer: '',
  fault: null,
  checks: [],
};

/** Drives an eval run of two trials, of which the first one meets `fault`. */
async function drive(fault: Error, isPassing: boolean) {
  const db = database.prisma;
  const trials = ['view-invoker', 'rls-slow'].map((scenarioId, position) => ({
    id: createId(),
    position,
    scenarioId,
    condition: 'baseline',
    modelId: 'demo:coral',
    repeat: 1,
    cacheKey: createId(),
  }));
  const about = {
    skillName: 'workbench',
    skillHash: 'a',
    spec: {},
    requestedBy: 'ada',
    maxCostMicroUsd: null,
  };
  await insertEvalRun(db, { ...about, id: createId(), openSpec: createId(), trials });
  const run = await claimEvalRun(db, { holder: 'a', leaseMs: 60_000 });
  if (!run) throw new Error('there is one');
  const runner = {
    discard: async () => undefined,
    async run({ scenarioId }: { scenarioId: string }): Promise<TrialOutcome> {
      if (scenarioId === 'view-invoker') throw fault;
      return { kind: 'graded', result };
    },
  };
  const faults: unknown[] = [];
  await new EvalDrive(run, {
    db,
    clock,
    // Cast: a drive asks nothing else of it.
    runner: runner as unknown as TrialRunner,
    shelf: new ScenarioShelf({ onFault: (text) => faults.push(text) }),
    slots: new Slots(1),
    timings: { leaseMs: 60_000, heartbeatMs: 10_000, providerBackoffMs: 1 },
    isPassing: () => isPassing,
    onError: (error) => faults.push(error),
  }).drive();
  const { status, ending } = await db.evalRun.findUniqueOrThrow({ where: { id: run.evalRunId } });
  const told = (await listTrials(db, run.evalRunId)).map((trial) =>
    `${trial.status} ${trial.fault ?? ''}`.trim(),
  );
  return { status, ending, trials: told, faults: new Set(faults) };
}

test('[X68] a fault of ours in one trial breaks that one, and no other', async () => {
  const fault = new TypeError('it is undefined');
  expect(await drive(fault, false)).toEqual({
    status: 'done',
    ending: 'complete',
    trials: ['infra-failed it is undefined', 'graded'],
    faults: new Set([fault]),
  });
});

test('while the database is away nothing is decided: whoever reaches it first goes on', async () => {
  const fault = new Error('connection lost');
  expect(await drive(fault, true)).toEqual({
    status: 'running',
    ending: null,
    trials: ['running', 'waiting'],
    faults: new Set([fault]),
  });
});
