import type pg from 'pg';
import type { Database } from './client.ts';

/** Who holds which lock is looked up once, and not per run as `holdfast_is_leased` would: this is a poll. */
export function selectClaimable(
  db: Database,
  limit: number,
): Promise<{ runId: string; sessionId: string }[]> {
  return db.$queryRaw`
    WITH held AS MATERIALIZED (
      SELECT (l.classid::int8 << 32) | l.objid::int8 AS lock FROM pg_locks l
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
    )
    SELECT r.id AS "runId", r.session_id AS "sessionId" FROM run r
    WHERE (r.status IN ('requested', 'suspended') AND r.available_at <= clock_timestamp())
       OR (r.status = 'running' AND (
         coalesce(r.lease_expires_at, '-infinity') <= clock_timestamp()
         OR coalesce(r.holder_lock, -1) NOT IN (SELECT held.lock FROM held)
       ))
    ORDER BY r.requested_at LIMIT ${limit}`;
}

/** Extends the leases that still stand; the others are missing from the answer. */
export async function extendLeases(
  connection: pg.Pool | pg.ClientBase,
  holder: string,
  leases: readonly { runId: string; epoch: number }[],
  leaseMs: number,
): Promise<{ runId: string; cancelled: boolean }[]> {
  const { rows } = await connection.query<{ runId: string; cancelled: boolean }>({
    name: 'holdfast_extend_leases',
    text: `
      WITH held AS (
        SELECT r.id FROM run r
        JOIN unnest($2::uuid[], $3::int[]) AS lease (run_id, epoch)
          ON lease.run_id = r.id AND lease.epoch = r.epoch
        WHERE r.holder = $1 AND r.status = 'running'
        ORDER BY r.id FOR NO KEY UPDATE OF r
      )
      UPDATE run r SET lease_expires_at = clock_timestamp() + $4::int * interval '1 millisecond'
      FROM held WHERE r.id = held.id AND r.holder = $1 AND r.status = 'running'
      RETURNING r.id AS "runId", r.cancel_at IS NOT NULL AS cancelled`,
    values: [holder, leases.map((lease) => lease.runId), leases.map((lease) => lease.epoch), leaseMs],
  });
  return rows;
}
