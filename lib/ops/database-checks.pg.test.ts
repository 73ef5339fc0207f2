import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase } from '#lib/db/client.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { createDatabaseChecks } from './database-checks.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('a migrated database that answers is no reason', async () => {
  const checks = Object.values(createDatabaseChecks(database.prisma));
  expect(await Promise.all(checks.map((check) => check()))).toEqual([undefined, undefined]);
});

test('a migration that is missing is a reason, one that this build does not know is none', async () => {
  const check = createDatabaseChecks(database.prisma).migrations;
  await database.prisma.$executeRaw`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
    VALUES ('later', 'x', '99990101000000_later', now())`;
  expect(await check()).toBeUndefined();
  await database.prisma
    .$executeRaw`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '%_init'`;
  expect(await check()).toBe('1 missing');
});

test('a database that does not answer fails the check', async () => {
  const away = createDatabase({
    url: 'postgresql://nobody@127.0.0.1:1/nothing',
    name: 'test',
    connections: 1,
  });
  await expect(createDatabaseChecks(away).database()).rejects.toThrow(/database server/);
  await away.$disconnect();
});
