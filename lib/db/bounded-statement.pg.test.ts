import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { BoundedStatement } from './bounded-statement.ts';
import { createConnection } from './client.ts';
import { createMeteredPool } from './metered-pool.ts';

let client: pg.Client;
beforeAll(async () => {
  client = createConnection({ url: inject('clusterUrl'), name: 'test' });
  await client.connect();
});
afterAll(() => client.end());

async function run(text: string, maxRows = 0, on: pg.ClientBase = client) {
  const rows: (readonly (string | null)[])[] = [];
  const statement = new BoundedStatement({ text, maxRows, onRow: (row) => rows.push(row) });
  on.query(statement);
  const end = await statement.ended;
  return { end: end.status === 'failed' ? { status: end.status, error: end.error.message } : end, rows };
}

/** The connection is as it was: nothing is left over that the next query would take for its own answer. */
async function expectUsable(): Promise<void> {
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
}

test.each([
  [`SELECT 1, NULL, 'x'`, 0, { end: { status: 'done', tag: 'SELECT 1' }, rows: [['1', null, 'x']] }],
  ['SELECT g FROM generate_series(1, 3) g', 2, { end: { status: 'suspended' }, rows: [['1'], ['2']] }],
  [
    'SELECT g FROM generate_series(1, 2) g',
    3,
    { end: { status: 'done', tag: 'SELECT 2' }, rows: [['1'], ['2']] },
  ],
  ['CREATE TEMP TABLE bounded (id int)', 0, { end: { status: 'done', tag: 'CREATE TABLE' }, rows: [] }],
  [' -- nothing', 0, { end: { status: 'empty' }, rows: [] }],
  ['SELECT 1;', 0, { end: { status: 'done', tag: 'SELECT 1' }, rows: [['1']] }],
  [
    'SELECT 1; SELECT 2',
    0,
    {
      end: { status: 'failed', error: 'cannot insert multiple commands into a prepared statement' },
      rows: [],
    },
  ],
  [
    'SELECT 1 / (2 - g) FROM generate_series(1, 3) g',
    0,
    { end: { status: 'failed', error: 'division by zero' }, rows: [['1']] },
  ],
  [
    'COPY bounded FROM STDIN',
    0,
    {
      end: {
        status: 'failed',
        error: 'COPY from stdin failed: COPY from the client is not available here',
      },
      rows: [],
    },
  ],
  ['COPY (SELECT 1) TO STDOUT', 0, { end: { status: 'done', tag: 'COPY 1' }, rows: [] }],
])('%j up to %i rows', async (text, maxRows, outcome) => {
  expect(await run(text, maxRows)).toEqual(outcome);
  await expectUsable();
});

test('a connection that sends too much is closed before the value is whole', async () => {
  const { username, password } = new URL(inject('clusterUrl'));
  const counted = { open: 0 };
  const pool = createMeteredPool({
    url: inject('clusterUrl'),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: 'postgres',
    connections: 1,
    settings: { statement_timeout: 5_000 },
    onError: () => undefined,
    onOpen: () => (counted.open += 1),
    onClose: () => (counted.open -= 1),
  });
  const lent = await pool.connect();
  lent.meter.allow(100_000);
  expect(await run(`SELECT repeat('x', 50000)`, 0, lent.client)).toMatchObject({ end: { status: 'done' } });
  expect(lent.meter.exceeded).toBe(false);
  expect(await run(`SELECT repeat('x', 50000000)`, 0, lent.client)).toMatchObject({
    end: { status: 'failed' },
    rows: [],
  });
  expect(lent.meter.exceeded).toBe(true);
  lent.client.release(true);
  expect([pool.hasIdle, counted.open]).toEqual([false, 0]);
  const next = await pool.connect();
  expect(next.meter.exceeded).toBe(false);
  next.client.release();
  expect([pool.hasIdle, counted.open]).toEqual([true, 1]);
  await pool.end();
});
