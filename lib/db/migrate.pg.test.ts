import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { applyMigrations } from './migrate.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function createFolder(migrations: Record<string, string>): Promise<string> {
  const directory = createTemporaryDirectory();
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(directory, name));
    await writeFile(join(directory, name, 'migration.sql'), sql);
  }
  return directory;
}

async function query(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const withFunction = `
  CREATE TABLE fish (name text);
  CREATE FUNCTION count_fish() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM fish); END; $$;`;

test('four processes at once apply each migration once, in order', async () => {
  const directory = await createFolder({
    '1_fish': withFunction,
    '2_cod': `INSERT INTO fish VALUES ('cod')`,
  });
  const answers = await Promise.all([1, 2, 3, 4].map(() => applyMigrations(database.url, directory)));
  expect(answers.flat()).toEqual(['1_fish', '2_cod']);
  expect(await query('SELECT count_fish()')).toEqual([{ count_fish: '1' }]);
});

test('a migration that fails leaves nothing behind and is tried again', async () => {
  const broken = await createFolder({ '3_crab': 'CREATE TABLE crab (name text); SELECT nonsense' });
  await expect(applyMigrations(database.url, broken)).rejects.toThrow(
    /cannot apply migration 3_crab: .*nonsense/,
  );
  expect(await query(`SELECT to_regclass('crab') AS crab`)).toEqual([{ crab: null }]);
  const mended = await createFolder({ '3_crab': 'CREATE TABLE crab (name text)' });
  expect(await applyMigrations(database.url, mended)).toEqual(['3_crab']);
});

test('a migration that was changed after it was applied is refused', async () => {
  const original = await createFolder({ '4_eel': 'CREATE TABLE eel (name text)' });
  await applyMigrations(database.url, original);
  const changed = await createFolder({ '4_eel': 'CREATE TABLE eel (name text, size int)' });
  await expect(applyMigrations(database.url, changed)).rejects.toThrow(
    '4_eel was changed after it was applied',
  );
});
