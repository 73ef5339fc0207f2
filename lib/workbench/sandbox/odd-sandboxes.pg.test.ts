import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';

const write = { mode: 'write' } as const;
const HOARD = 'SELECT repeat(md5(g::text), 30) AS t FROM generate_series(1, 6000) g';

let installation: TestSandboxes;

beforeAll(async () => {
  installation = await createSandboxes({ limits: { databaseBytes: 16_000_000 } });
});
afterAll(() => installation[Symbol.asyncDispose]());

test.each([
  ['of another type', 'ALTER TABLE workbench.migrations ALTER applied_at TYPE text'],
  ['without end', `ALTER TABLE workbench.migrations ALTER applied_at SET DEFAULT 'infinity'`],
  [
    'that are missing',
    'ALTER TABLE workbench.migrations ALTER applied_at DROP NOT NULL, ALTER applied_at DROP DEFAULT',
  ],
])('a table of migrations with times %s can be read and written', async (_what, sql) => {
  const sandbox = await installation.sandboxes.open(createId(), 'token');
  expect(await sandbox.run(sql, write)).toMatchObject({ status: 'ok' });
  expect(await sandbox.applyMigration('one', 'CREATE TABLE more ()')).toMatchObject({ status: 'ok' });
  expect(await sandbox.listMigrations()).toMatchObject([{ version: '0001', name: 'one' }]);
});

test('a table of migrations without names and statements can be read', async () => {
  const sandbox = await installation.sandboxes.open(createId(), 'token');
  const loose = 'ALTER TABLE workbench.migrations ALTER name DROP NOT NULL, ALTER statements DROP NOT NULL';
  await sandbox.run(loose, write);
  await sandbox.run(`INSERT INTO workbench.migrations (version) VALUES ('0001')`, write);
  expect(await sandbox.listMigrations()).toMatchObject([{ version: '0001', name: '', statements: [] }]);
});

test('[X56] a sandbox that is full takes nothing more, and can be made to take more again', async () => {
  const sandbox = await installation.sandboxes.open(createId(), 'token');
  expect(await sandbox.run(`CREATE TABLE hoard AS ${HOARD}`, write)).toMatchObject({ status: 'ok' });
  const full = { status: 'error', error: { sqlstate: '53100' } };
  expect(await sandbox.run(`INSERT INTO hoard ${HOARD}`, write)).toMatchObject(full);
  expect(await sandbox.run('CREATE TABLE more ()', write)).toMatchObject(full);
  expect(await sandbox.run('DROP TABLE hoard', write)).toMatchObject({ status: 'ok' });
  expect(await sandbox.run('CREATE TABLE more ()', write)).toMatchObject({ status: 'ok' });
});
