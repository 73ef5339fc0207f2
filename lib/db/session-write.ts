import type { Transaction } from './transaction.ts';
import { toJson } from './to-json.ts';

/** False when the session exists already: the caller starts over with its row. */
export async function insertSession(
  tx: Transaction,
  session: { sessionId: string; ownerId: string; title: string | null; epoch: string },
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO session (id, owner_id, title, title_by, epoch)
    VALUES (${session.sessionId}::uuid, ${session.ownerId}, ${session.title},
      ${session.title === null ? null : 'user'}, ${session.epoch})
    ON CONFLICT (id) DO NOTHING`;
  if (inserted === 0) return false;
  await tx.participant.create({
    data: { sessionId: session.sessionId, userId: session.ownerId, role: 'owner' },
  });
  return true;
}

export async function updateSession(
  tx: Transaction,
  sessionId: string,
  change: {
    lastSeq: number;
    tipId: string | null;
    title: string | null;
    titleBy: 'user' | 'model' | null;
    archived: boolean;
    /** Moves the session to the top of its lists. */
    touchedAt?: Date;
    /** Absent: as it was. */
    deleted?: boolean;
  },
): Promise<void> {
  const { touchedAt, deleted, lastSeq, ...rest } = change;
  await tx.session.update({
    where: { id: sessionId },
    data: {
      ...rest,
      lastSeq: BigInt(lastSeq),
      ...(touchedAt ? { updatedAt: touchedAt } : {}),
    },
  });
  if (deleted === undefined) return;
  await tx.$executeRaw`
    UPDATE session SET deleted_at = CASE WHEN ${deleted} THEN clock_timestamp() END WHERE id = ${sessionId}::uuid`;
}

/** Takes the lease of a run under its session's lock. Every write by an earlier holder is fenced from here on. [L4] */
export async function updateLease(
  tx: Transaction,
  claim: { runId: string; holder: { name: string; lock: string }; leaseMs: number },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET status = 'running', epoch = epoch + 1, holder = ${claim.holder.name},
      holder_lock = ${claim.holder.lock}::int8,
      lease_expires_at = clock_timestamp() + ${claim.leaseMs} * interval '1 millisecond'
    WHERE id = ${claim.runId}::uuid`;
}

export async function releaseLease(
  tx: Transaction,
  release: { runId: string; status: 'requested' | 'suspended'; availableInMs: number },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE run SET status = ${release.status}, holder = NULL, holder_lock = NULL, lease_expires_at = NULL,
      available_at = clock_timestamp() + ${release.availableInMs} * interval '1 millisecond'
    WHERE id = ${release.runId}::uuid`;
}

/** A read mark only moves forward. */
export async function raiseReadMark(
  tx: Transaction,
  sessionId: string,
  mark: { userId: string; seq: number },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE participant SET last_read_seq = greatest(last_read_seq, ${mark.seq})
    WHERE session_id = ${sessionId}::uuid AND user_id = ${mark.userId}`;
}

/** False when this user's command has a reply already. Waits for a racing twin to commit or roll back. */
export async function insertCommand(
  tx: Transaction,
  command: { userId: string; commandId: string; bodyHash: string },
  reply: unknown,
): Promise<boolean> {
  const inserted = await tx.$executeRaw`
    INSERT INTO command (user_id, id, body_hash, reply)
    VALUES (${command.userId}, ${command.commandId}::uuid, ${command.bodyHash}, ${JSON.stringify(toJson(reply))}::jsonb)
    ON CONFLICT (user_id, id) DO NOTHING`;
  return inserted === 1;
}
