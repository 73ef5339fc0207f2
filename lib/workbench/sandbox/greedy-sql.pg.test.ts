import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxDescription } from './sandbox-description.ts';
import { sandboxLimits } from './sandbox-limits.ts';

let installation: TestSandboxes;
let sandbox: Sandbox;
let untouched: SandboxDescription;

beforeAll(async () => {
  installation = await createSandboxes({
    limits: {
      statementTimeoutMs: 700,
      killAfterMs: 1_500,
      killScriptAfterMs: 1_000,
      wireBytes: 2_000_000,
      tempFileBytes: 4_000_000,
      databaseBytes: 20_000_000,
    },
  });
  sandbox = await installation.sandboxes.open(createId(), 'token');
  untouched = await sandbox.describe({ rows: true });
});
afterAll(() => installation[Symbol.asyncDispose]());

const manyTables = Array.from({ length: 10 }, (_, index) => `generate_series(1, 100000) g${index}`).join(
  ', ',
);
const spill = 'SELECT g FROM generate_series(1, 2000000) g ORDER BY random()';

/** Answers with the outcome, and with how often the app's database answered in the meantime. */
async function runBesideApp(
  work: () => Promise<{ status: string; error?: { sqlstate: string } }>,
): Promise<{ outcome: string; appAnswers: number }> {
  const state = { running: true, appAnswers: 0 };
  const app = async (): Promise<void> => {
    while (state.running) {
      await installation.database.prisma.$queryRaw`SELECT count(*) FROM session`;
      if (state.running) state.appAnswers += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const [result] = await Promise.all([work().finally(() => (state.running = false)), app()]);
  return { outcome: result.error?.sqlstate ?? result.status, appAnswers: state.appAnswers };
}

test.each([
  ['a cross join of ten tables', `SELECT count(*) FROM ${manyTables}`, ['53400', '57014']],
  [
    'an endless recursion',
    'WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r) SELECT max(n) FROM r',
    ['53400', '57014'],
  ],
  ['a series without end', 'SELECT count(*) FROM generate_series(1, 1e12) g', ['53400', '57014']],
  ['a sort beyond the temporary space', spill, ['53400']],
  ['a value of 1 GB', `SELECT repeat('x', 1000000000)`, ['54000', '57014']],
  ['a value of 100 MB', `SELECT repeat('x', 100000000)`, ['54000', '57014']],
  [
    'messages without end',
    inBlock(`LOOP RAISE NOTICE '%', repeat('x', 10000); END LOOP`),
    ['54000', '57014'],
  ],
  [
    'more than a database holds',
    'CREATE TABLE hoard AS SELECT repeat(md5(g::text), 30) FROM generate_series(1, 60000) g',
    ['53100', '57014'],
  ],
])('[X56] %s ends with an error, changes nothing and holds nobody up', async (_name, sql, sqlstates) => {
  const { outcome, appAnswers } = await runBesideApp(() => sandbox.run(sql, { mode: 'write' }));
  expect(sqlstates).toContain(outcome);
  // What is refused at once holds nobody up.
  if (outcome === '57014') expect(appAnswers).toBeGreaterThan(0);
  expect(await sandbox.describe({ rows: true })).toEqual(untouched);
});

test.each([
  ['tables without end', inBlock(`FOR n IN 1..5000 LOOP EXECUTE format('CREATE TABLE t%s ()', n); END LOOP`)],
  [
    'locks of tables that are dropped again',
    inBlock(`FOR n IN 1..5000 LOOP CREATE TABLE t (); DROP TABLE t; END LOOP`),
  ],
])('[X56] %s are too much however much time there is', async (_name, sql) => {
  await using patient = await createSandboxes({
    limits: { statementTimeoutMs: 20_000, killAfterMs: 25_000 },
  });
  const place = await patient.sandboxes.open(createId(), 'token');
  const before = await place.describe({ rows: true });
  expect(await place.run(sql, { mode: 'write' })).toMatchObject({
    status: 'error',
    error: { sqlstate: '54000' },
  });
  expect(await place.describe({ rows: true })).toEqual(before);
});

test('[X56] time limits hold for what lifts them', async () => {
  const script = 'SET statement_timeout = 0; SELECT pg_sleep(60); DROP TABLE tasks';
  const { outcome, appAnswers } = await runBesideApp(() => sandbox.applyMigration('sleep', script));
  expect(outcome).toBe('57014');
  expect(appAnswers).toBeGreaterThan(0);
  expect(await sandbox.describe({ rows: true })).toEqual(untouched);
});

test('[X56] reading stops at the first rows that are too many or too large', async () => {
  const many = await sandbox.run('SELECT g FROM generate_series(1, 1000) g', { mode: 'read' });
  expect(many).toMatchObject({ status: 'ok', rowCount: undefined, truncated: { rows: true, values: false } });
  const wide = await sandbox.run(`SELECT repeat('x', 10000) FROM generate_series(1, 100)`, { mode: 'read' });
  expect(wide).toMatchObject({ status: 'ok', truncated: { rows: true, values: true } });
  const beyond = await sandbox.run(`SELECT g, repeat('x', 300000) FROM generate_series(1, 100) g`, {
    mode: 'read',
  });
  expect(beyond).toMatchObject({
    status: 'ok',
    rowCount: undefined,
    truncated: { rows: true, values: true },
  });
  const lengths = [many, wide, beyond].map((result) => (result.status === 'ok' ? result.rows.length : 0));
  expect(lengths[0]).toBe(200);
  for (const result of [many, wide, beyond]) {
    expect(JSON.stringify(result).length).toBeLessThan(sandboxLimits.resultBytes * 1.2);
  }
  expect(lengths[1]).toBeGreaterThan(0);
  expect(lengths[2]).toBeGreaterThan(0);
});

test('[X56] a write of many rows is done whole, and answers with the first of them', async () => {
  const sql = `INSERT INTO tasks (team_id, title) SELECT id, 'x' FROM teams, generate_series(1, 250) RETURNING 1`;
  const result = await sandbox.run(sql, { mode: 'write' });
  expect(result).toMatchObject({
    rowCount: 500,
    truncated: { rows: true, values: false },
    rowChanges: [{ table: 'public.tasks', inserted: 500, updated: 0, deleted: 0 }],
  });
  expect(await sandbox.run(`DELETE FROM tasks WHERE title = 'x'`, { mode: 'write' })).toMatchObject({
    rowCount: 500,
  });
});

test('[X56] one sandbox has so many connections and no more, and its calls wait for their turn', async () => {
  const naps = Array.from({ length: 6 }, () => sandbox.run('SELECT pg_sleep(0.2)', { mode: 'read' }));
  expect(new Set((await Promise.all(naps)).map(({ status }) => status))).toEqual(new Set(['ok']));
});

function inBlock(body: string): string {
  return `DO $greedy$ BEGIN ${body}; END $greedy$`;
}
