import { createId } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { EvalRunEnding, Trial } from '#lib/evals/model/eval-run.ts';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';

export interface InsertedRun {
  readonly spec: Partial<EvalSpec> & Pick<EvalSpec, 'skillHash'>;
  /** Orders the runs: minutes after one moment. */
  readonly minute: number;
  readonly ending?: EvalRunEnding | null;
  readonly trials: readonly Trial[];
}

export const toTime = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 12, minute));

/** A run as the driver leaves it, with trials of the fixture under ids of their own. Returns the ids, the run's first. */
export async function insertRun(db: Database, run: InsertedRun): Promise<string[]> {
  const { minute, trials, ending = 'complete' } = run;
  const evalRunId = createId();
  const spec: EvalSpec = {
    skillName: 'kelp',
    scenarioIds: [...new Set(trials.map(({ scenarioId }) => scenarioId))],
    conditions: [...new Set(trials.map(({ condition }) => condition))],
    modelIds: [...new Set(trials.map(({ modelId }) => modelId))],
    repeats: Math.max(1, ...trials.map(({ repeat }) => repeat)),
    maxCostUsd: null,
    ...run.spec,
  };
  await db.evalRun.create({
    data: {
      id: evalRunId,
      skillName: spec.skillName,
      skillHash: spec.skillHash,
      spec,
      requestedBy: 'ann',
      status: ending === null ? 'running' : 'done',
      ending,
      revision: 7,
      createdAt: toTime(minute),
      startedAt: toTime(minute),
      endedAt: ending === null ? null : toTime(minute + 1),
    },
  });
  const rows = trials.map((trial) => ({ ...trial, id: createId() }));
  await db.evalTrial.createMany({
    data: rows.map(
      ({ checks: _checks, evalRunId: _run, costUsd, filesLoaded, docsFetched, ...trial }, position) => ({
        ...trial,
        evalRunId,
        position,
        cacheKey: 'key',
        costMicroUsd: Math.round(costUsd * 1_000_000),
        filesLoaded: [...filesLoaded],
        docsFetched: [...docsFetched],
      }),
    ),
  });
  await db.evalCheck.createMany({
    data: rows.flatMap(({ id, checks }) =>
      checks.map((check, position) => ({
        ...check,
        trialId: id,
        position,
        rules: [...check.rules],
        holds: `${check.checkId} holds`,
        evidence: `saw ${check.checkId}`,
      })),
    ),
  });
  return [evalRunId, ...rows.map(({ id }) => id)];
}
