import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from './client.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { inReadSnapshot, inTransaction, type Transaction } from './transaction.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('whatever the database begins transactions with, ours see what was committed before each statement', async () => {
  const name = new URL(database.url).pathname.slice(1);
  await database.prisma.$executeRawUnsafe(
    `ALTER DATABASE ${name} SET default_transaction_isolation = 'serializable'`,
  );
  const db = createDatabase({ url: database.url, name: 'test', connections: 1 });
  const readLevel = (tx: Transaction) => tx.$queryRaw`SHOW transaction_isolation`;
  const levels = [await inTransaction(db, readLevel), await inReadSnapshot(db, readLevel)];
  await db.$disconnect();
  expect(levels).toEqual([
    [{ transaction_isolation: 'read committed' }],
    [{ transaction_isolation: 'repeatable read' }],
  ]);
});
