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

/** Commands older than any client's outbox may be forgotten. Their age is the database's: a node's clock may be wrong. */
export function deleteOldCommands(db: Database, retentionMs: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM command WHERE at < clock_timestamp() - ${retentionMs} * interval '1 millisecond'`;
}
