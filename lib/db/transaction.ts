import type { Database } from './client.ts';
import type { Prisma } from './generated/client.ts';

export type Transaction = Prisma.TransactionClient;

/**
 * Read committed, as every connection begins: each statement sees what was committed before it, which is what
 * lock-then-read needs.
 */
export function inTransaction<T>(db: Database, run: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.$transaction(run, { maxWait: 5_000, timeout: 15_000 });
}

/** Every statement sees one moment. Short reads only: an old snapshot slows every append down. */
export function inReadSnapshot<T>(db: Database, run: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.$transaction(run, { isolationLevel: 'RepeatableRead', maxWait: 5_000, timeout: 15_000 });
}
