import type { Transaction } from '#lib/db/transaction.ts';
import { moveUsage } from '#lib/db/usage-rows.ts';

/**
 * Gives all that a guest has to the user that the guest became: sessions, parts in sessions, runs, live ones too, what
 * they used, and command ids, so that a command which is sent again after the sign-up is still known. Then the guest is deleted, with
 * its logins. One transaction: it happens whole or not at all. [P3]
 *
 * Locks as every writer of a run does: the session rows first, in id order, so a live run waits for a moment and goes on.
 */
export async function moveGuest(tx: Transaction, fromUserId: string, toUserId: string): Promise<void> {
  // Both users stay as they are until the commit: whoever makes rows for the guest holds this row for share.
  await tx.$queryRaw`SELECT id FROM "user" WHERE id IN (${fromUserId}, ${toUserId}) ORDER BY id FOR UPDATE`;
  await tx.$queryRaw`
    SELECT id FROM session
    WHERE owner_id = ${fromUserId}
      OR id IN (SELECT session_id FROM participant WHERE user_id = ${fromUserId})
      OR id IN (SELECT session_id FROM run WHERE requested_by = ${fromUserId})
    ORDER BY id FOR NO KEY UPDATE`;
  await moveParts(tx, fromUserId, toUserId);
  await tx.session.updateMany({ where: { ownerId: fromUserId }, data: { ownerId: toUserId } });
  // In id order, as heartbeats take them.
  await tx.$queryRaw`SELECT id FROM run WHERE requested_by = ${fromUserId} ORDER BY id FOR NO KEY UPDATE`;
  await tx.run.updateMany({ where: { requestedBy: fromUserId }, data: { requestedBy: toUserId } });
  // What waits becomes a run of the user, and counts as one.
  await tx.$executeRaw`
    UPDATE queue_item SET actor = jsonb_set(actor, '{id}', to_jsonb(${toUserId}::text))
    WHERE actor ->> 'id' = ${fromUserId}
      AND session_id IN (SELECT session_id FROM participant WHERE user_id = ${toUserId})`;
  await moveCommands(tx, fromUserId, toUserId);
  await moveUsage(tx, fromUserId, toUserId);
  await tx.user.deleteMany({ where: { id: fromUserId } });
}

/** Where both took part, the stronger role and the further read mark remain. */
async function moveParts(tx: Transaction, fromUserId: string, toUserId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO participant (session_id, user_id, role, last_read_seq)
    SELECT session_id, ${toUserId}, role, last_read_seq FROM participant WHERE user_id = ${fromUserId}
    ON CONFLICT (session_id, user_id) DO UPDATE SET
      role = CASE
        WHEN 'owner' IN (participant.role, excluded.role) THEN 'owner'
        WHEN 'editor' IN (participant.role, excluded.role) THEN 'editor'
        ELSE 'viewer'
      END,
      last_read_seq = greatest(participant.last_read_seq, excluded.last_read_seq)`;
  await tx.participant.deleteMany({ where: { userId: fromUserId } });
}

/** A command id that the user has used, too, keeps the user's answer. */
async function moveCommands(tx: Transaction, fromUserId: string, toUserId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO command (user_id, id, body_hash, reply, at)
    SELECT ${toUserId}, id, body_hash, reply, at FROM command WHERE user_id = ${fromUserId}
    ON CONFLICT (user_id, id) DO NOTHING`;
  await tx.command.deleteMany({ where: { userId: fromUserId } });
}
