import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Sandbox } from './sandbox.ts';

const ADA = '11111111-1111-4111-8111-111111111111';
const LANTERN = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';

let installation: TestSandboxes;
let sandbox: Sandbox;

beforeAll(async () => {
  installation = await createSandboxes();
  sandbox = await installation.sandboxes.open(createId(), 'token');
});
afterAll(() => installation[Symbol.asyncDispose]());

async function readRows(result: ReturnType<Sandbox['run']>): Promise<unknown> {
  const settled = await result;
  return settled.status === 'ok' ? settled.rows : settled.error;
}

test('a member of a team sees that team and its tasks, and nothing of the other', async () => {
  const ada = (sql: string): Promise<unknown> => readRows(sandbox.asUser({ sub: ADA }, sql));
  expect([
    await ada('SELECT auth.uid(), auth.role(), current_user'),
    await ada('SELECT name FROM teams'),
    await ada('SELECT user_id FROM memberships'),
    await ada('SELECT title FROM tasks ORDER BY title'),
    await ada(`UPDATE tasks SET done = true WHERE NOT done RETURNING title`),
    await ada(`DELETE FROM tasks WHERE team_id = '${LANTERN}' RETURNING title`),
  ]).toEqual([
    [[ADA, 'authenticated', 'authenticated']],
    [['Harbour']],
    [[ADA]],
    [['Count the buoys'], ['Order new ropes'], ['Paint the pier']],
    [['Order new ropes'], ['Count the buoys']],
    [],
  ]);
});

test('a member can not write into another team, nor read users, nor the tables that are private', async () => {
  const refusals = [
    `INSERT INTO tasks (team_id, title) VALUES ('${LANTERN}', 'mine')`,
    `UPDATE tasks SET team_id = '${LANTERN}'`,
    'SELECT * FROM auth.users',
    'SELECT * FROM workbench.migrations',
    'CREATE TABLE public.mine ()',
  ];
  for (const sql of refusals)
    expect([sql, await readRows(sandbox.asUser({ sub: ADA }, sql))]).toMatchObject([
      sql,
      { sqlstate: '42501' },
    ]);
});

test('a visitor who is not signed in sees nothing', async () => {
  for (const table of ['teams', 'memberships', 'tasks', 'auth.users'])
    expect(await readRows(sandbox.asUser(undefined, `SELECT * FROM ${table}`))).toMatchObject({
      sqlstate: '42501',
    });
});

test('claims are data, whatever is in them', async () => {
  const claims = { sub: ADA, note: `'; DROP TABLE tasks; -- \\'`, role: 'superuser; SET ROLE x' };
  expect(await readRows(sandbox.asUser(claims, `SELECT auth.jwt() ->> 'note', current_user`))).toEqual([
    [claims.note, 'anon'],
  ]);
});

test('values come as JSON that says exactly what Postgres says', async () => {
  const sql = `SELECT 9007199254740993::bigint AS a, 0.10::numeric AS b, 'NaN'::float8 AS c, 1.5::real AS d, true AS e,
    '2026-01-05 09:00:00.5+02'::timestamptz AS f, '2026-01-05'::date AS g, '\\x00ff'::bytea AS h, NULL AS i,
    '{"n": [1]}'::jsonb AS j, '{"n": 12345678901234567890}'::json AS k, ARRAY[1, 2] AS a, 'infinity'::timestamptz AS m,
    '1 day 02:00'::interval AS n`;
  const result = await sandbox.run(sql, { mode: 'read' });
  expect(result).toEqual({
    status: 'ok',
    command: 'SELECT',
    columns: [
      { name: 'a', type: 'bigint' },
      { name: 'b', type: 'numeric' },
      { name: 'c', type: 'double precision' },
      { name: 'd', type: 'real' },
      { name: 'e', type: 'boolean' },
      { name: 'f', type: 'timestamp with time zone' },
      { name: 'g', type: 'date' },
      { name: 'h', type: 'bytea' },
      { name: 'i', type: 'text' },
      { name: 'j', type: 'jsonb' },
      { name: 'k', type: 'json' },
      { name: 'a', type: 'integer[]' },
      { name: 'm', type: 'timestamp with time zone' },
      { name: 'n', type: 'interval' },
    ],
    rows: [
      [
        '9007199254740993',
        '0.10',
        'NaN',
        1.5,
        true,
        '2026-01-05T07:00:00.5Z',
        '2026-01-05',
        '\\x00ff',
        null,
        { n: [1] },
        '{"n": 12345678901234567890}',
        '{1,2}',
        'infinity',
        '1 day 02:00:00',
      ],
    ],
    rowCount: 1,
    truncated: { rows: false, values: false },
    notices: [],
    rowChanges: [],
    durationMs: expect.any(Number),
  });
});

test('an error says what, where and what may help', async () => {
  expect(await sandbox.run('SELECT titel FROM tasks', { mode: 'read' })).toEqual({
    status: 'error',
    error: {
      sqlstate: '42703',
      message: 'column "titel" does not exist',
      hint: 'Perhaps you meant to reference the column "tasks.title".',
      position: 8,
    },
    notices: [],
    durationMs: expect.any(Number),
  });
});

test('notices come along, and rows are counted by table, cascades included', async () => {
  const result = await sandbox.run(
    `DO $$ BEGIN RAISE NOTICE 'here'; INSERT INTO teams (name) VALUES ('Third'); UPDATE tasks SET done = done;
     DELETE FROM teams WHERE name = 'Third'; END $$`,
    { mode: 'write' },
  );
  expect(result).toMatchObject({
    command: 'DO',
    notices: ['here'],
    rowChanges: [
      { table: 'public.tasks', inserted: 0, updated: 5, deleted: 0 },
      { table: 'public.teams', inserted: 1, updated: 0, deleted: 1 },
    ],
  });
});

test('a constraint that is checked at the commit fails the call', async () => {
  await sandbox.seed(
    'CREATE TABLE late (id int PRIMARY KEY, next int REFERENCES late DEFERRABLE INITIALLY DEFERRED)',
  );
  const result = await sandbox.run('INSERT INTO late VALUES (1, 2)', { mode: 'write' });
  expect(result).toMatchObject({ status: 'error', error: { sqlstate: '23503' } });
  expect(await readRows(sandbox.run('SELECT * FROM late', { mode: 'read' }))).toEqual([]);
});

test('extensions from the list can be made, apart from the exposed schema', async () => {
  expect(await sandbox.run('CREATE EXTENSION pg_trgm SCHEMA extensions', { mode: 'write' })).toMatchObject({
    status: 'ok',
  });
  expect(
    await readRows(sandbox.run(`SELECT round(similarity('word', 'words')::numeric, 1)`, { mode: 'read' })),
  ).toEqual([['0.6']]);
  const { extensions, functions } = await sandbox.describe();
  expect(extensions).toEqual([{ name: 'pg_trgm', schema: 'extensions', version: '1.6' }]);
  expect(functions.map(({ name }) => name)).not.toContain('similarity');
});

test('what can not be read is described without its rows, and hides nothing else', async () => {
  const broken = await installation.sandboxes.open(createId(), 'token');
  await broken.seed(`
    CREATE POLICY loop ON teams FOR SELECT USING (id IN (SELECT id FROM teams));
    ALTER TABLE teams FORCE ROW LEVEL SECURITY;
    DROP TABLE workbench.migrations`);
  const { tables, migrations } = await broken.describe({ rows: true });
  expect(migrations).toEqual([]);
  expect(tables.map(({ name, rowCount, rows }) => [name, rowCount, rows?.length])).toEqual([
    ['users', 2, 2],
    ['memberships', 2, 2],
    ['tasks', 5, 5],
    ['teams', undefined, undefined],
  ]);
});

test('every extension of the list can be made', async () => {
  const full = await installation.sandboxes.open(createId(), 'token');
  const hint = await full.run('CREATE EXTENSION lo', { mode: 'write' });
  const names =
    (hint.status === 'error' ? hint.error.hint : '')?.match(/has (.*)\.$/)?.[1]?.split(/, | and /) ?? [];
  expect(names.length).toBe(15);
  const results = [];
  for (const name of names) {
    const result = await full.run(`CREATE EXTENSION "${name}" SCHEMA extensions`, { mode: 'write' });
    results.push([name, result.status === 'ok' ? 'ok' : result.error.message]);
  }
  expect(results).toEqual(names.map((name) => [name, 'ok']));
});
