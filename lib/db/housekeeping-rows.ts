import type { Database } from './client.ts';
import { inTransaction } from './transaction.ts';

/** Sessions with an ended run whose chunk rows nobody needs any more. */
export async function selectCompactable(db: Database, graceMs: number, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ sessionId: string }[]>`
    SELECT DISTINCT r.session_id AS "sessionId" FROM run r
    WHERE NOT r.compacted AND r.ended_at < clock_timestamp() - ${graceMs} * interval '1 millisecond'
    LIMIT ${limit}`;
  return rows.map((row) => row.sessionId);
}

/**
 * Deletes the chunk rows of ended runs up to the newest event that is old enough, but for what lies after the request
 * of a run that is live. Their message rows are their fold. Answers with the number of rows. [L6]
 */
export function compactSession(db: Database, sessionId: string, graceMs: number): Promise<number> {
  return inTransaction(db, async (tx) => {
    const locked = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM session WHERE id = ${sessionId}::uuid FOR NO KEY UPDATE SKIP LOCKED`;
    if (locked.length === 0) return 0;
    const [place] = await tx.$queryRaw<{ seq: number }[]>`
      SELECT least(
        (SELECT min(r.requested_seq) - 1 FROM run r
          WHERE r.session_id = ${sessionId}::uuid AND r.status IN ('requested', 'running', 'suspended')),
        (SELECT max(e.seq) FROM event e
          WHERE e.session_id = ${sessionId}::uuid AND e.type = 'run-end'
            AND e.at < clock_timestamp() - ${graceMs} * interval '1 millisecond')
      )::float8 AS seq`;
    const seq = place?.seq ?? 0;
    if (seq === 0) return 0;
    const deleted = await tx.$executeRaw`
      DELETE FROM event WHERE session_id = ${sessionId}::uuid AND seq <= ${seq} AND type = 'run-chunk'`;
    await tx.$executeRaw`
      UPDATE session SET compacted_seq = greatest(compacted_seq, ${seq}) WHERE id = ${sessionId}::uuid`;
    await tx.$executeRaw`
      UPDATE run SET compacted = true
      WHERE session_id = ${sessionId}::uuid AND requested_seq <= ${seq} AND status = 'ended' AND NOT compacted`;
    return deleted;
  });
}

/** Sessions whose time to be restored is over. */
export async function selectPurgeable(db: Database, restoreMs: number, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM session WHERE deleted_at < clock_timestamp() - ${restoreMs} * interval '1 millisecond'
    LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** Deletes a session with all that it has, unless it was restored meanwhile or somebody holds it: then the next time. */
export function purgeSession(db: Database, sessionId: string): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const deleted = await tx.$executeRaw`
      DELETE FROM session WHERE id IN (
        SELECT id FROM session WHERE id = ${sessionId}::uuid AND deleted_at IS NOT NULL FOR UPDATE SKIP LOCKED
      )`;
    if (deleted === 0) return false;
    await tx.event.deleteMany({ where: { sessionId } });
    await tx.message.deleteMany({ where: { sessionId } });
    await tx.messageRating.deleteMany({ where: { sessionId } });
    await tx.run.deleteMany({ where: { sessionId } });
    await tx.approval.deleteMany({ where: { sessionId } });
    await tx.queueItem.deleteMany({ where: { sessionId } });
    await tx.participant.deleteMany({ where: { sessionId } });
    return true;
  });
}
