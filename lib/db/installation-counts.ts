import type { Database } from './client.ts';

/** Today is a day of UTC, by the database's clock. */
export interface InstallationCounts {
  accounts: number;
  guests: number;
  sessions: number;
  liveRuns: number;
  answersToday: number;
  costTodayUsd: number;
}

/** People's own: sessions of trials are not among them, their runs and costs are. */
export async function selectCounts(db: Database, systemUserId: string): Promise<InstallationCounts> {
  const [row] = await db.$queryRaw<InstallationCounts[]>`
    SELECT
      (SELECT count(*) FROM "user" WHERE NOT coalesce(is_anonymous, false) AND id <> ${systemUserId})::int AS accounts,
      (SELECT count(*) FROM "user" WHERE is_anonymous)::int AS guests,
      (SELECT count(*) FROM session WHERE deleted_at IS NULL AND owner_id <> ${systemUserId})::int AS sessions,
      (SELECT count(*) FROM run WHERE status IN ('requested', 'running', 'suspended'))::int AS "liveRuns",
      today.runs AS "answersToday", today.usd AS "costTodayUsd"
    FROM (
      SELECT coalesce(sum(runs), 0)::int AS runs, coalesce(sum(cost_micro_usd), 0)::float8 / 1000000 AS usd
      FROM usage_day WHERE day = (clock_timestamp() AT TIME ZONE 'UTC')::date
    ) AS today`;
  if (!row) throw new Error('cannot count: the database gave no row');
  return row;
}
