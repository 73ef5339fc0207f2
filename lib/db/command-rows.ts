import type { Database } from './client.ts';

export interface CommandRow {
  bodyHash: string;
  reply: unknown;
}

export async function findCommand(
  db: Database,
  userId: string,
  commandId: string,
): Promise<CommandRow | undefined> {
  const row = await db.command.findUnique({ where: { userId_id: { userId, id: commandId } } });
  return row ? { bodyHash: row.bodyHash, reply: row.reply } : undefined;
}

/** Commands older than any client's outbox may be forgotten. */
export async function deleteCommandsBefore(db: Database, before: Date): Promise<number> {
  const deleted = await db.command.deleteMany({ where: { at: { lt: before } } });
  return deleted.count;
}
