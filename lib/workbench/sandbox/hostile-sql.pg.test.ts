import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxDescription } from './sandbox-description.ts';
import type { SqlMode } from './sql-result.ts';

let installation: TestSandboxes;
let sandbox: Sandbox;
let untouched: SandboxDescription;

beforeAll(async () => {
  installation = await createSandboxes();
  sandbox = await installation.sandboxes.open(createId(), 'token');
  untouched = await sandbox.describe({ rows: true });
});
afterAll(() => installation[Symbol.asyncDispose]());

/** What a call answers: its SQLSTATE, or its rows. */
async function ask(sql: string, mode: SqlMode): Promise<unknown> {
  const result = await sandbox.run(sql, { mode });
  return result.status === 'ok' ? result.rows : result.error.sqlstate;
}

async function expectUntouched(): Promise<void> {
  expect(await sandbox.describe({ rows: true })).toEqual(untouched);
  const state = `SELECT current_user = session_user, current_user = current_database(),
    current_setting('statement_timeout'), current_setting('search_path'), current_setting('transaction_read_only')`;
  expect(await ask(state, 'write')).toEqual([[true, true, '3s', 'public,extensions', 'off']]);
}

const inBlock = (body: string): string => `DO $hostile$ BEGIN ${body}; END $hostile$`;

test.each([
  ['SELECT 1; DROP TABLE tasks', '42601'],
  ['SELECT 1;;SELECT 2', '42601'],
  ['COMMIT; DELETE FROM tasks', '0A000'],
  ['COMMIT', '0A000'],
  ['ROLLBACK AND CHAIN', '0A000'],
  ['END', '0A000'],
  ['BEGIN', '0A000'],
  ['START TRANSACTION READ WRITE', '0A000'],
  ['SAVEPOINT here', '0A000'],
  [`PREPARE TRANSACTION 'later'`, '0A000'],
  ['SET ROLE service_role', '0A000'],
  ['RESET ROLE', '0A000'],
  ['SET SESSION AUTHORIZATION DEFAULT', '0A000'],
  ['SET statement_timeout = 0', '0A000'],
  ['SET TRANSACTION READ WRITE', '0A000'],
  ['DISCARD ALL', '0A000'],
  [inBlock('COMMIT; DELETE FROM tasks'), '2D000'],
  [inBlock('ROLLBACK'), '2D000'],
  [inBlock('SET ROLE service_role; DELETE FROM tasks'), '42501'],
  [inBlock('SET SESSION AUTHORIZATION holdfast'), '42501'],
  [`SELECT set_config('role', 'authenticated', false)`, '42501'],
  ['', '42601'],
  ['-- nothing', '42601'],
])('[X54] one statement, in a transaction and a role that it can not leave: %s', async (sql, sqlstate) => {
  expect([await ask(sql, 'read'), await ask(sql, 'write')]).toEqual([sqlstate, sqlstate]);
  await expectUntouched();
});

test.each([
  ['DELETE FROM tasks', '25006'],
  ['CREATE TABLE more ()', '25006'],
  ['WITH gone AS (DELETE FROM tasks RETURNING id) SELECT count(*) FROM gone', '25006'],
  ['EXPLAIN ANALYZE DELETE FROM tasks', '25006'],
  [inBlock('DELETE FROM tasks'), '25006'],
  [inBlock('SET TRANSACTION READ WRITE; DELETE FROM tasks'), '25001'],
  [inBlock(`PERFORM set_config('transaction_read_only', 'off', true); DELETE FROM tasks`), '25001'],
])('[X54] what is declared as reading writes nothing, whatever it says: %s', async (sql, sqlstate) => {
  expect(await ask(sql, 'read')).toBe(sqlstate);
  await expectUntouched();
});

test('[X54] nothing of one call reaches the next', async () => {
  const steps = [
    inBlock(`SET statement_timeout = 0; SET search_path = pg_catalog; SET "my.own" = 'here'`),
    inBlock(`EXECUTE 'PREPARE kept AS SELECT 1'`),
    inBlock(`EXECUTE 'DECLARE kept CURSOR WITH HOLD FOR SELECT 1'`),
    'CREATE TEMP TABLE kept AS SELECT 1',
    inBlock('ALTER ROLE CURRENT_USER SET statement_timeout = 0'),
    inBlock('ALTER ROLE CURRENT_USER SET search_path = pg_catalog'),
  ];
  for (const step of steps) expect(await ask(step, 'write')).toEqual([]);
  expect(
    await ask(
      `SELECT coalesce(current_setting('my.own', true), ''), to_regclass('kept'),
        (SELECT count(*)::int FROM pg_prepared_statements WHERE name = 'kept'), (SELECT count(*)::int FROM pg_cursors WHERE name = 'kept')`,
      'write',
    ),
  ).toEqual([['', null, 0, 0]]);
  await expectUntouched();
});

test.each([
  [`SELECT pg_read_file('/etc/passwd')`, '42501'],
  [`SELECT pg_ls_dir('/')`, '42501'],
  [`SELECT lo_import('/etc/passwd')`, '42501'],
  ['SELECT lo_create(0)', '42501'],
  [`SELECT lo_from_bytea(0, 'x')`, '42501'],
  [`COPY tasks TO PROGRAM 'id'`, '0A000'],
  ['COPY tasks TO STDOUT', '0A000'],
  [inBlock(`COPY tasks TO PROGRAM 'id'`), '42501'],
  [inBlock(`COPY tasks FROM '/etc/passwd'`), '42501'],
  ['CREATE EXTENSION dblink', '42501'],
  ['CREATE EXTENSION postgres_fdw', '42501'],
  ['CREATE EXTENSION file_fdw', '42501'],
  [`SELECT dblink('host=127.0.0.1', 'SELECT 1')`, '42883'],
  ['SELECT pg_terminate_backend(1)', '42501'],
  ['SELECT pg_cancel_backend(1)', '42501'],
  ['SELECT * FROM pg_stat_activity', '42501'],
  ['SELECT * FROM pg_stat_get_activity(NULL)', '42501'],
  ['SELECT * FROM pg_locks', '42501'],
  ['SELECT * FROM pg_stat_database', '42501'],
  ['SELECT datname FROM pg_database', '42501'],
  ['SELECT rolname FROM pg_roles', '42501'],
  ['SELECT rolpassword FROM pg_authid', '42501'],
  ['SELECT * FROM pg_shdescription', '42501'],
  ['SELECT * FROM pg_db_role_setting', '42501'],
  [`SELECT pg_database_size('postgres')`, '42501'],
  ['SELECT pg_advisory_lock(n) FROM generate_series(1, 100000) n', '42501'],
  ['SELECT pg_try_advisory_xact_lock(1)', '42501'],
  [`SELECT pg_notify('holdfast', 'x')`, '42501'],
  [`NOTIFY holdfast, 'x'`, '0A000'],
  ['LISTEN holdfast', '0A000'],
  [`SELECT pg_logical_emit_message(false, 'x', repeat('x', 1000))`, '42501'],
  ['GRANT EXECUTE ON FUNCTION pg_notify(text, text) TO PUBLIC', '42501'],
  ['LOCK TABLE pg_catalog.pg_database', '42501'],
  ['CREATE ROLE another', '42501'],
  ['ALTER ROLE CURRENT_USER SUPERUSER', '42501'],
  ['ALTER ROLE CURRENT_USER CONNECTION LIMIT 100', '42501'],
  ['ALTER ROLE CURRENT_USER SET temp_file_limit = -1', '42501'],
  ['GRANT service_role TO CURRENT_USER', '42501'],
  [inBlock(`EXECUTE format('GRANT %I TO anon', current_user)`), '42501'],
  ['SELECT workbench_guard.check_command()', '42501'],
  ['DELETE FROM workbench_guard.spent', '42501'],
  ['CREATE DATABASE another', '25001'],
  [`ALTER SYSTEM SET work_mem = '1GB'`, '25001'],
  [`CREATE FUNCTION evil() RETURNS int LANGUAGE c AS 'libc', 'system'`, '42501'],
  [`CREATE FUNCTION evil(text) RETURNS int LANGUAGE internal AS 'pg_read_file'`, '42501'],
  ['CREATE EVENT TRIGGER evil ON ddl_command_end EXECUTE FUNCTION workbench_guard.check_command()', '42501'],
  ['ALTER EVENT TRIGGER workbench_guard DISABLE', '42501'],
  ['DROP SCHEMA workbench_guard CASCADE', '42501'],
  [inBlock('SET session_replication_role = replica'), '42501'],
  ['ALTER TABLE auth.users OWNER TO CURRENT_USER', '42501'],
  [
    'CREATE TRIGGER evil AFTER INSERT ON auth.users EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    '42501',
  ],
  ['DROP SCHEMA auth CASCADE', '42501'],
  ['ALTER DATABASE postgres SET work_mem = 1', '42501'],
  ['SELECT * FROM public.session', '42P01'],
  ['SELECT pg_sleep(60)', '57014'],
])('[X55] nothing beyond the sandbox can be read, changed or held up: %s', async (sql, sqlstate) => {
  expect(await ask(sql, 'write')).toBe(sqlstate);
  await expectUntouched();
});

test('[X55] languages, which keep state of their own, are no extensions that a sandbox may have', async () => {
  for (const name of ['plperl', 'pltcl', 'plpython3u', 'pg_stat_statements', 'pageinspect'])
    expect([name, await ask(`CREATE EXTENSION ${name}`, 'write')]).not.toEqual([name, []]);
  expect(await ask('CREATE EXTENSION lo', 'write')).toBe('42501');
  await expectUntouched();
});

test('[X55] the catalogues name no table of the app', async () => {
  const known = `SELECT table_schema || '.' || table_name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;
  expect(await ask(known, 'read')).toEqual(
    ['auth.users', 'public.memberships', 'public.tasks', 'public.teams', 'workbench.migrations'].map(
      (name) => [name],
    ),
  );
});

test.each([
  ['SELECT 1 /* ; */; DROP TABLE tasks --', '42601'],
  ['SELECT $a$;$a$; DROP TABLE tasks', '42601'],
  [`SELECT E'\\''; DROP TABLE tasks --'`, '42601'],
  [`SELECT '\\'; DROP TABLE tasks --'`, '42601'],
  ['SELECT 1\u037E DROP TABLE tasks', '42601'],
  ['SELECT 1\uFF1B DROP TABLE tasks', '42601'],
  ['SELECT 1;\u2028DROP TABLE tasks', '42601'],
  ['SELECT 1\0; DROP TABLE tasks', '22021'],
  ['/* /* */ */ COMMIT', '0A000'],
  ['--\rCOMMIT', '0A000'],
  ['--\u2028x\nCOMMIT', '0A000'],
  ['\fcommit', '0A000'],
  ['\u00A0COMMIT', '42601'],
  [`U&"\\0063ommit"`, '42601'],
  ['PREPARE hidden AS DELETE FROM tasks', '0A000'],
  ['EXECUTE hidden', '0A000'],
  [inBlock(`EXECUTE 'EXECUTE hidden'`), '26000'],
  [inBlock(`EXECUTE 'COMMIT'`), '0A000'],
  [inBlock(`EXECUTE 'DELETE FROM tasks; COMMIT'`), '0A000'],
  [inBlock(`DELETE FROM tasks; RAISE 'enough'`), 'P0001'],
])('[X57] no way of writing hides a second statement: %j', async (sql, sqlstate) => {
  expect(await ask(sql, 'write')).toBe(sqlstate);
  await expectUntouched();
});
