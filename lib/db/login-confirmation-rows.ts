import type { Database } from './client.ts';

/** The password was typed again just now, by the database's clock. */
export async function markConfirmed(db: Database, loginId: string): Promise<void> {
  await db.$executeRaw`UPDATE login SET confirmed_at = clock_timestamp() WHERE id = ${loginId}`;
}

export async function isConfirmedWithin(db: Database, loginId: string, seconds: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM login
    WHERE id = ${loginId} AND confirmed_at > clock_timestamp() - ${seconds}::int * interval '1 second'`;
  return rows.length > 0;
}
