import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Change } from './sandbox-description.ts';
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

async function listChanges(sql: string): Promise<Change[]> {
  const before = await sandbox.describe();
  expect(await sandbox.seed(sql)).toMatchObject({ status: 'ok' });
  return sandbox.changes(before, await sandbox.describe());
}

test('what guards a table shows before and after', async () => {
  const on = 'public.teams';
  expect(
    await listChanges(`ALTER POLICY t_member ON teams USING (true); ALTER TABLE teams DISABLE ROW LEVEL SECURITY;
      REVOKE SELECT ON teams FROM authenticated; GRANT SELECT, INSERT ON teams TO anon`),
  ).toEqual([
    {
      kind: 'policy',
      action: 'altered',
      on,
      name: 't_member',
      before: expect.stringContaining('for select to authenticated using ((id IN ('),
      after: 'for select to authenticated using (true)',
    },
    { kind: 'grant', action: 'dropped', on, name: 'authenticated', before: 'SELECT' },
    { kind: 'grant', action: 'added', on, name: 'anon', after: 'INSERT, SELECT' },
    { kind: 'rls', action: 'altered', on, before: 'on', after: 'off' },
  ]);
});

test('columns, indexes, triggers and constraints show as parts of their table', async () => {
  await sandbox.seed(
    `CREATE FUNCTION private.stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'`,
  );
  const on = 'public.tasks';
  expect(
    await listChanges(`ALTER TABLE tasks DROP COLUMN done, ALTER title TYPE varchar(200); DROP INDEX tasks_team_id_idx;
      ALTER TABLE tasks ADD CONSTRAINT title_length CHECK (length(title) < 100) NOT VALID;
      CREATE TRIGGER stamp BEFORE UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION private.stamp()`),
  ).toEqual([
    {
      kind: 'column',
      action: 'altered',
      on,
      name: 'title',
      before: 'text not null',
      after: 'character varying(200) not null',
    },
    { kind: 'column', action: 'dropped', on, name: 'done', before: 'boolean not null default false' },
    {
      kind: 'constraint',
      action: 'added',
      on,
      name: 'title_length',
      after: expect.stringMatching(/^CHECK .* NOT VALID$/),
    },
    { kind: 'index', action: 'dropped', on, name: 'tasks_team_id_idx', before: expect.any(String) },
    { kind: 'trigger', action: 'added', on, name: 'stamp', after: expect.any(String) },
  ]);
});

test('a view that runs with the rights of its reader, or stops to, is another view', async () => {
  await sandbox.seed(
    'CREATE VIEW open_tasks WITH (security_invoker = true) AS SELECT title FROM tasks WHERE NOT done',
  );
  const { views } = await sandbox.describe();
  expect(views).toEqual([
    {
      schema: 'public',
      name: 'open_tasks',
      materialized: false,
      securityInvoker: true,
      definition: expect.stringContaining('NOT done'),
      columns: [{ name: 'title', type: 'text' }],
      reads: ['public.tasks'],
      grants: [],
    },
  ]);
  const [change, ...others] = await listChanges('ALTER VIEW open_tasks SET (security_invoker = false)');
  expect([change, others]).toEqual([
    {
      kind: 'view',
      action: 'altered',
      on: 'public.open_tasks',
      before: expect.stringMatching(/^security invoker SELECT/),
      after: expect.stringMatching(/^SELECT/),
    },
    [],
  ]);
});

test('schemas, extensions and functions come and go', async () => {
  const added = await listChanges(`CREATE SCHEMA more; CREATE EXTENSION citext SCHEMA extensions;
    CREATE FUNCTION more.one() RETURNS int LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1';
    REVOKE EXECUTE ON FUNCTION more.one() FROM PUBLIC`);
  expect(added.map(({ kind, on, ...rest }) => [kind, 'action' in rest && rest.action, on])).toEqual([
    ['schema', 'added', 'more'],
    ['extension', 'added', 'citext'],
    ['function', 'added', 'more.one()'],
  ]);
  const dropped = await listChanges('DROP SCHEMA more CASCADE; DROP EXTENSION citext');
  expect(dropped.map(({ kind, on, ...rest }) => [kind, 'action' in rest && rest.action, on])).toEqual([
    ['schema', 'dropped', 'more'],
    ['extension', 'dropped', 'citext'],
    ['function', 'dropped', 'more.one()'],
  ]);
});
