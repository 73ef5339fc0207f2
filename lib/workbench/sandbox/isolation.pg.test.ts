import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import { toSandboxLogin, toVisitorLogin, toVisitorRole } from './sandbox-login.ts';
import type { Sandbox } from './sandbox.ts';

let installation: TestSandboxes;
let one: Sandbox;
let other: Sandbox;

beforeAll(async () => {
  installation = await createSandboxes();
  [one, other] = await Promise.all([
    installation.sandboxes.open(createId(), 'token'),
    installation.sandboxes.open(createId(), 'token'),
  ]);
});
afterAll(() => installation[Symbol.asyncDispose]());

type Login = { user: string; password: string };

/** What Postgres says to a login that connects to a database: `connected`, or the SQLSTATE. */
async function tryConnect({ user, password }: Login, database: string): Promise<string> {
  const { hostname: host, port } = new URL(installation.database.url);
  const client = new pg.Client({ host, port: Number(port), user, password, database });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return 'connected';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  }
}

function toLogin({ id, database }: Sandbox): Login {
  return { user: database, password: toSandboxLogin(installation.secret, id).password };
}

test('[X55] a login of a sandbox connects to its own database and to no other', async () => {
  const [template] = await installation.database.prisma.$queryRaw<{ name: string }[]>`
    SELECT datname AS name FROM pg_database WHERE datname LIKE 'holdfast\\_workbench\\_template\\_%' LIMIT 1`;
  const app = new URL(installation.database.url).pathname.slice(1);
  await one.asUser(undefined, 'SELECT 1');
  const visitor = {
    user: toVisitorRole(one.database),
    password: toVisitorLogin(installation.secret, one.id).password,
  };
  const databases = [one.database, other.database, app, 'postgres', 'template1', template?.name ?? ''];
  // One after another: a login has four connections.
  const answers = async (login: Login): Promise<string[]> => {
    const said: string[] = [];
    for (const database of databases) said.push(await tryConnect(login, database));
    return said;
  };
  const expected = ['connected', '42501', '42501', '42501', '42501', '55000'];
  expect([await answers(toLogin(one)), await answers(visitor)]).toEqual([expected, expected]);
});

test('[X55] the roles that sandboxes share can not log in, and a login is a member of none', async () => {
  const { user } = toLogin(one);
  const rows = await installation.database.prisma.$queryRaw`
    SELECT rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls, rolconnlimit,
      (SELECT count(*)::int FROM pg_auth_members m WHERE m.member = r.oid) AS memberships
    FROM pg_roles r WHERE rolname IN ('anon', 'authenticated', 'service_role', 'holdfast_workbench_owner',
      'holdfast_workbench_auth', ${user}) ORDER BY rolcanlogin, rolname`;
  const plain = {
    rolcanlogin: false,
    rolsuper: false,
    rolcreatedb: false,
    rolcreaterole: false,
    rolreplication: false,
    rolbypassrls: false,
    rolconnlimit: -1,
    memberships: 0,
  };
  expect(rows).toEqual([
    { ...plain, rolname: 'anon' },
    { ...plain, rolname: 'authenticated' },
    { ...plain, rolname: 'holdfast_workbench_auth' },
    { ...plain, rolname: 'holdfast_workbench_owner' },
    { ...plain, rolname: 'service_role', rolbypassrls: true },
    { ...plain, rolname: user, rolcanlogin: true, rolconnlimit: 4 },
  ]);
});

test('[X55] names of other databases and logins, where they can be guessed by number, tell nothing', async () => {
  expect(one.database).toMatch(/^wb_[0-9a-f]{32}$/);
  expect(one.database).not.toContain(one.id.replaceAll('-', '').slice(-12));
});

test('[X55] what one sandbox does is not seen in another', async () => {
  await one.run(`CREATE TABLE secret AS SELECT 'mine' AS word`, { mode: 'write' });
  const result = await other.run('SELECT * FROM secret', { mode: 'read' });
  expect(result).toMatchObject({ status: 'error', error: { sqlstate: '42P01' } });
  expect((await other.describe()).tables.map(({ name }) => name)).toEqual([
    'users',
    'memberships',
    'tasks',
    'teams',
  ]);
});

test('[X54] a login that ruins its own password, settings and rights is put in order', async () => {
  const sandbox = await installation.sandboxes.open(createId(), 'token');
  const ruin = [
    `ALTER ROLE CURRENT_USER PASSWORD 'mine'`,
    'ALTER ROLE CURRENT_USER SET check_function_bodies = off',
    'ALTER ROLE CURRENT_USER SET statement_timeout = 0',
    `EXECUTE format('ALTER ROLE CURRENT_USER IN DATABASE %I SET check_function_bodies = off', current_database())`,
    'DROP OWNED BY CURRENT_USER CASCADE',
  ];
  for (const sql of ruin) {
    const result = await sandbox.run(`DO $$ BEGIN ${sql}; END $$`, { mode: 'write' });
    expect(result).toMatchObject({ status: 'ok' });
  }
  expect(await tryConnect(toLogin(sandbox), sandbox.database)).toBe('28P01');
  const node = installation.createNode();
  const again = await node.open(sandbox.id, 'token');
  expect(
    await again.run(`SELECT current_setting('check_function_bodies'), current_setting('statement_timeout')`, {
      mode: 'read',
    }),
  ).toMatchObject({ rows: [['on', '3s']] });
});

test('[X55] a visitor that leaves its role has nothing to fall back to', async () => {
  const tricks = `DO $$ BEGIN RESET ROLE; PERFORM * FROM public.tasks; END $$`;
  expect(await one.asUser({ sub: createId() }, tricks)).toMatchObject({ error: { sqlstate: '42501' } });
  const create = `DO $$ BEGIN RESET ROLE; CREATE TABLE public.mine (); END $$`;
  expect(await one.asUser(undefined, create)).toMatchObject({ error: { sqlstate: '42501' } });
});
