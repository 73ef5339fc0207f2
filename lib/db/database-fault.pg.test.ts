import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createConnection, createDatabase, createPool, type Database } from './client.ts';
import { isLockTimeout, isPassingFault, toBusyError } from './database-fault.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { inTransaction } from './transaction.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What a piece of work fails with. */
async function faultOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error('it did not fail');
}

/** Work as each of the two clients does it: Prisma in its transactions, pg in the append. */
async function withClients(
  run: (clients: { db: Database; query: (text: string) => Promise<unknown> }) => Promise<unknown[]>,
): Promise<unknown[]> {
  const db = createDatabase({ url: database.url, name: 'faulty', connections: 1 });
  const pool = createPool({ url: database.url, name: 'faulty', connections: 1, onError: () => undefined });
  try {
    return await run({ db, query: (text) => pool.query(text) });
  } finally {
    await Promise.all([db.$disconnect(), pool.end()]);
  }
}

const look = (faults: unknown[]) =>
  faults.map((fault) => ({ passing: isPassingFault(fault), lock: isLockTimeout(fault) }));

describe('a fault that passes, through Prisma and through pg', () => {
  test('a lock that was waited for in vain', async () => {
    const side = createConnection({ url: database.url, name: 'side' });
    await side.connect();
    await side.query('BEGIN; LOCK TABLE session');
    const faults = await withClients(async ({ db, query }) => [
      await faultOf(
        inTransaction(db, async (tx) => {
          await tx.$executeRaw`SET LOCAL lock_timeout = '10ms'`;
          await tx.session.findMany();
        }),
      ),
      await faultOf(query(`SET lock_timeout = '10ms'; SELECT FROM session`)),
    ]);
    await side.end();
    expect(look(faults)).toEqual(Array.from({ length: 2 }, () => ({ passing: true, lock: true })));
  });

  test('a connection that Postgres ends', async () => {
    const faults = await withClients(async ({ db, query }) => [
      await faultOf(db.$executeRaw`SELECT pg_terminate_backend(pg_backend_pid())`),
      await faultOf(query('SELECT pg_terminate_backend(pg_backend_pid())')),
    ]);
    expect(look(faults)).toEqual(Array.from({ length: 2 }, () => ({ passing: true, lock: false })));
  });

  test('a connection that ends between two statements of a transaction, within one, and before the commit', async () => {
    const endAll = (db: Database) => db.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'faulty' AND datname = current_database() AND pid <> pg_backend_pid()`;
    const side = createDatabase({ url: database.url, name: 'side', connections: 1 });
    const faults = await withClients(async ({ db }) => [
      await faultOf(
        inTransaction(db, async (tx) => {
          await tx.session.count();
          await endAll(side);
          await tx.session.count();
        }),
      ),
      await faultOf(
        inTransaction(db, (tx) => Promise.all([tx.$executeRaw`SELECT pg_sleep(5)`, endAll(side)])),
      ),
      await faultOf(
        inTransaction(db, async (tx) => {
          await tx.session.count();
          await endAll(side);
        }),
      ),
    ]);
    await side.$disconnect();
    expect(look(faults)).toEqual(Array.from({ length: 3 }, () => ({ passing: true, lock: false })));
  });

  test.each(['127.0.0.1', 'no-host.invalid'])('a server that is not there: %s', async (host) => {
    const url = `postgresql://user:password@${host}:1/x`;
    const db = createDatabase({ url, name: 'faulty', connections: 1 });
    const pool = createPool({ url, name: 'faulty', connections: 1, onError: () => undefined });
    const faults = [
      await faultOf(db.session.count()),
      await faultOf(db.$queryRaw`SELECT 1`),
      await faultOf(pool.query('SELECT 1')),
    ];
    await Promise.all([db.$disconnect(), pool.end()]);
    expect(look(faults)).toEqual(Array.from({ length: 3 }, () => ({ passing: true, lock: false })));
  });

  test('a statement that took too long', async () => {
    const faults = await withClients(async ({ db, query }) => [
      await faultOf(
        inTransaction(db, async (tx) => {
          await tx.$executeRaw`SET LOCAL statement_timeout = '10ms'`;
          await tx.$executeRaw`SELECT pg_sleep(5)`;
        }),
      ),
      await faultOf(query(`SET statement_timeout = '10ms'; SELECT pg_sleep(5)`)),
    ]);
    expect(look(faults)).toEqual(Array.from({ length: 2 }, () => ({ passing: true, lock: false })));
  });
});

test('a fault of ours does not pass: another try would fail alike', async () => {
  const faults = await withClients(async ({ db, query }) => [
    await faultOf(db.$executeRaw`SELECT nonsense`),
    await faultOf(query('SELECT nonsense')),
    await faultOf(query(`SELECT '{"text": "\\u0000"}'::jsonb`)),
    await faultOf(db.session.create({ data: { id: 'no uuid', ownerId: 'a', epoch: 'e' } })),
    new TypeError('broken'),
    'a string',
    undefined,
  ]);
  expect(look(faults)).toEqual(faults.map(() => ({ passing: false, lock: false })));
});

test('a client is told to try again, and nothing of the fault', () => {
  const cause = new Error('password=hunter2');
  const error = toBusyError(cause);
  expect(error.cause).toBe(cause);
  expect(error.toAckError()).toEqual({
    code: 'busy',
    message: 'cannot reach the log: the database is busy',
    retryable: true,
    retryAfterMs: 500,
  });
});
