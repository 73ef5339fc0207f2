import type { LiveRun, LiveRunsReply } from '#lib/protocol/live-run.ts';
import type { Database } from './client.ts';

/** Oldest first. Times are the database's. */
export async function selectLiveRuns(db: Database, limit: number): Promise<LiveRunsReply> {
  const rows = await db.$queryRaw<(LiveRun & { total: number })[]>`
    SELECT r.id AS "runId", r.session_id AS "sessionId", r.parent_run_id AS "parentRunId", u.name AS "requestedBy",
      r.agent, r.model, r.status, r.epoch, r.attempt, r.holder, r.cancel_at IS NOT NULL AS "isCancelling",
      (extract(epoch FROM r.lease_expires_at - clock_timestamp()) * 1000)::float8 AS "leaseMs",
      s.last_seq::float8 AS seq,
      (extract(epoch FROM clock_timestamp() - r.requested_at) * 1000)::float8 AS "ageMs",
      (count(*) OVER ())::int AS total
    FROM run r
    JOIN session s ON s.id = r.session_id
    LEFT JOIN "user" u ON u.id = r.requested_by
    WHERE r.status IN ('requested', 'running', 'suspended')
    ORDER BY r.requested_at, r.id LIMIT ${limit}`;
  return { runs: rows.map(({ total: _, ...run }) => run), total: rows[0]?.total ?? 0 };
}

export async function findLiveRun(db: Database, runId: string): Promise<{ sessionId: string } | undefined> {
  const run = await db.run.findUnique({ where: { id: runId }, select: { sessionId: true, status: true } });
  return run === null || run.status === 'ended' ? undefined : { sessionId: run.sessionId };
}
