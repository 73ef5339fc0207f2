import type { Database } from './client.ts';

/** Of these keys, those that have a graded trial, with its repeat. */
export function selectGradedKeys(
  db: Database,
  cacheKeys: readonly string[],
): Promise<{ cacheKey: string; repeat: number }[]> {
  return db.$queryRaw<{ cacheKey: string; repeat: number }[]>`
    SELECT DISTINCT cache_key AS "cacheKey", repeat FROM eval_trial
    WHERE cache_key = ANY (${cacheKeys}::text[]) AND status = 'graded' AND cached_from IS NULL`;
}

export interface TrialMean {
  readonly scenarioId: string;
  readonly condition: string;
  readonly modelId: string;
  readonly costMicroUsd: number;
  readonly latencyMs: number;
}

/** What graded trials took, on average, whatever version they were of. */
export function selectTrialMeans(
  db: Database,
  asked: { scenarioIds: readonly string[]; modelIds: readonly string[] },
): Promise<TrialMean[]> {
  return db.$queryRaw<TrialMean[]>`
    SELECT scenario_id AS "scenarioId", condition, model_id AS "modelId",
      avg(cost_micro_usd)::float8 AS "costMicroUsd", avg(coalesce(latency_ms, 0))::float8 AS "latencyMs"
    FROM eval_trial
    WHERE status = 'graded' AND cached_from IS NULL
      AND scenario_id = ANY (${asked.scenarioIds}::text[]) AND model_id = ANY (${asked.modelIds}::text[])
    GROUP BY scenario_id, condition, model_id`;
}
