import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Sandbox } from './sandbox.ts';

let installation: TestSandboxes;
let sandbox: Sandbox;

beforeAll(async () => {
  installation = await createSandboxes();
});
beforeEach(async () => {
  sandbox = await installation.sandboxes.open(createId(), 'token');
});
afterAll(() => installation[Symbol.asyncDispose]());

const NOTES = `
  -- Notes; private ones.
  CREATE TABLE notes (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    owner uuid NOT NULL DEFAULT auth.uid() REFERENCES auth.users ON DELETE CASCADE,
    body text NOT NULL CHECK (body <> ';')
  );
  CREATE INDEX ON notes (owner);
  ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
  CREATE POLICY own ON notes TO authenticated USING (owner = (SELECT auth.uid())) WITH CHECK (owner = (SELECT auth.uid()));
  GRANT SELECT, INSERT ON notes TO authenticated;
  CREATE FUNCTION private.count_notes() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT count(*) FROM notes; END;
`;

test('a migration is several statements, done whole and recorded once', async () => {
  const before = await sandbox.describe();
  const result = await sandbox.applyMigration('notes', NOTES);
  expect(result).toMatchObject({ status: 'ok', migration: { version: '0001', name: 'notes' } });
  const [migration] = await sandbox.listMigrations();
  expect(migration?.statements.length).toBe(6);
  const changes = sandbox.changes(before, await sandbox.describe());
  expect(changes).toEqual([
    { kind: 'table', action: 'added', on: 'public.notes' },
    {
      kind: 'column',
      action: 'added',
      on: 'public.notes',
      name: 'id',
      after: 'uuid not null default gen_random_uuid()',
    },
    {
      kind: 'column',
      action: 'added',
      on: 'public.notes',
      name: 'owner',
      after: 'uuid not null default auth.uid()',
    },
    { kind: 'column', action: 'added', on: 'public.notes', name: 'body', after: 'text not null' },
    { kind: 'constraint', action: 'added', on: 'public.notes', name: 'primary key', after: 'id' },
    {
      kind: 'constraint',
      action: 'added',
      on: 'public.notes',
      name: 'notes_body_check',
      after: `CHECK ((body <> ';'::text))`,
    },
    {
      kind: 'constraint',
      action: 'added',
      on: 'public.notes',
      name: 'notes_owner_fkey',
      after: '(owner) references auth.users (id) on delete cascade',
    },
    {
      kind: 'index',
      action: 'added',
      on: 'public.notes',
      name: 'notes_owner_idx',
      after: 'CREATE INDEX notes_owner_idx ON public.notes USING btree (owner)',
    },
    {
      kind: 'index',
      action: 'added',
      on: 'public.notes',
      name: 'notes_pkey',
      after: 'CREATE UNIQUE INDEX notes_pkey ON public.notes USING btree (id)',
    },
    {
      kind: 'policy',
      action: 'added',
      on: 'public.notes',
      name: 'own',
      after:
        'for all to authenticated using ((owner = ( SELECT auth.uid() AS uid))) with check ((owner = ( SELECT auth.uid() AS uid)))',
    },
    { kind: 'grant', action: 'added', on: 'public.notes', name: 'authenticated', after: 'INSERT, SELECT' },
    { kind: 'rls', action: 'altered', on: 'public.notes', before: 'off', after: 'on' },
    expect.objectContaining({ kind: 'function', action: 'added', on: 'private.count_notes()' }),
    { kind: 'grant', action: 'added', on: 'private.count_notes()', name: 'public', after: 'EXECUTE' },
    { kind: 'migration', action: 'added', on: 'notes' },
  ]);
});

test.each([
  ['a wrong statement', 'CREATE TABLE a (); CREATE TABLE b (; CREATE TABLE c ()', '42601', 2],
  ['a failing statement', `CREATE TABLE a (); INSERT INTO tasks (title) VALUES ('x')`, '23502', 2],
  ['a commit', 'CREATE TABLE a (); COMMIT; CREATE TABLE b ()', '0A000', 2],
  ['a commit behind comments', 'CREATE TABLE a (); /* ; /* ; */ */ -- ;\n COMMIT', '0A000', 2],
  ['a rollback', 'ROLLBACK; CREATE TABLE a ()', '0A000', 1],
  ['a prepared transaction', `CREATE TABLE a (); PREPARE TRANSACTION 'x'`, '0A000', 2],
  [
    'an index that is built beside',
    'CREATE TABLE a (); CREATE INDEX CONCURRENTLY ON tasks (done)',
    '25001',
    2,
  ],
  ['data from the client', 'CREATE TABLE a (); COPY a FROM STDIN', '0A000', 2],
  ['what takes two for one', 'CREATE TABLE a (); SELECT $x$; $y$; DROP TABLE tasks', '42601', 2],
])('of a migration with %s nothing stays', async (_what, sql, sqlstate, statement) => {
  const before = await sandbox.describe({ rows: true });
  expect(await sandbox.applyMigration('broken', sql)).toMatchObject({
    status: 'error',
    error: { sqlstate },
    statement,
  });
  expect(await sandbox.describe({ rows: true })).toEqual(before);
});

test.each([
  ['', '42601'],
  [' -- nothing\n;;', '42601'],
])('a migration has statements: %j', async (sql, sqlstate) => {
  expect(await sandbox.applyMigration('empty', sql)).toMatchObject({ status: 'error', error: { sqlstate } });
});

test('a name is given once, also when two come at the same time', async () => {
  const results = await Promise.all(
    [1, 2].map((number) => sandbox.applyMigration('same', `CREATE TABLE made_${number} ()`)),
  );
  expect(results.map((result) => (result.status === 'ok' ? 'ok' : result.error.sqlstate)).toSorted()).toEqual(
    ['23505', 'ok'],
  );
  expect((await sandbox.listMigrations()).map(({ version, name }) => [version, name])).toEqual([
    ['0001', 'same'],
  ]);
});

test('rows, updates and dropped tables show as what was changed', async () => {
  const before = await sandbox.describe();
  const result = await sandbox.run(
    `WITH gone AS (DELETE FROM tasks WHERE done) UPDATE tasks SET title = upper(title) WHERE NOT done`,
    { mode: 'write' },
  );
  const middle = await sandbox.describe();
  const touched = result.status === 'ok' ? result.rowChanges : [];
  expect(sandbox.changes(before, middle, touched)).toEqual([
    { kind: 'rows', on: 'public.tasks', inserted: 0, updated: 3, deleted: 2 },
  ]);
  await sandbox.run('TRUNCATE tasks', { mode: 'write' });
  const empty = await sandbox.describe();
  expect(sandbox.changes(middle, empty)).toEqual([
    { kind: 'rows', on: 'public.tasks', inserted: 0, updated: 0, deleted: 3 },
  ]);
  await sandbox.run('DROP TABLE tasks', { mode: 'write' });
  expect(sandbox.changes(empty, await sandbox.describe())).toEqual([
    { kind: 'table', action: 'dropped', on: 'public.tasks' },
  ]);
});
