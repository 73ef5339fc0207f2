import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Sandbox } from './sandbox.ts';
import type { VisitorStep } from './visitor-steps.ts';

const ADA = { sub: '11111111-1111-4111-8111-111111111111' };
const BEN = { sub: '22222222-2222-4222-8222-222222222222' };
const HARBOUR = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';

let installation: TestSandboxes;
let sandbox: Sandbox;

beforeAll(async () => {
  installation = await createSandboxes();
  sandbox = await installation.sandboxes.open(createId(), 'trial');
});
afterAll(() => installation[Symbol.asyncDispose]());

/** Of each step its rows and their number, or its SQLSTATE. */
async function tell(...steps: VisitorStep[]): Promise<unknown[]> {
  const results = await sandbox.asUsers(steps);
  return results.map((result) =>
    result.status === 'ok' ? [result.rows, result.rowCount] : result.error.sqlstate,
  );
}

test('steps of several visitors see each other, one that fails is undone alone, and nothing of it stays', async () => {
  const count = "SELECT count(*)::int FROM tasks WHERE title = 'new'";
  const add = `INSERT INTO tasks (team_id, title) VALUES ('${HARBOUR}', 'new')`;
  expect(
    await tell(
      { claims: ADA, sql: add },
      { claims: BEN, sql: add },
      { claims: ADA, sql: count },
      { claims: BEN, sql: count },
      { claims: undefined, sql: count },
      { claims: { role: 'service_role' }, sql: count },
      { claims: ADA, sql: 'SELECT current_user, auth.uid()' },
      { claims: BEN, sql: "DELETE FROM tasks WHERE title = 'new'" },
    ),
  ).toEqual([
    [[], 1],
    '42501',
    [[[1]], 1],
    [[[0]], 1],
    '42501',
    [[[1]], 1],
    [[['authenticated', ADA.sub]], 1],
    [[], 0],
  ]);
  expect(await tell({ claims: { role: 'service_role' }, sql: count })).toEqual([[[[0]], 1]]);
});

test('a role that is none of the API becomes anon, and code that a visitor runs is never more than its caller', async () => {
  await sandbox.seed(
    `CREATE FUNCTION public.whoami() RETURNS text LANGUAGE sql AS 'SELECT current_user::text'`,
  );
  expect(
    await tell(
      { claims: { role: 'postgres' }, sql: 'SELECT public.whoami()' },
      { claims: ADA, sql: 'SELECT public.whoami()' },
      { claims: ADA, sql: 'COMMIT' },
      { claims: ADA, sql: 'SELECT 1' },
    ),
  ).toEqual([[[['anon']], 1], [[['authenticated']], 1], '0A000', '0A000']);
});

test('the plan of a statement comes whole', async () => {
  const [result] = await sandbox.asUsers([
    {
      claims: ADA,
      sql: 'EXPLAIN (FORMAT JSON, VERBOSE) SELECT * FROM tasks JOIN teams ON teams.id = team_id',
    },
  ]);
  expect(result).toMatchObject({ status: 'ok', truncated: { values: false }, rows: [[[{ Plan: {} }]]] });
});
