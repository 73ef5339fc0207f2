import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';

let installation: TestSandboxes;
beforeAll(async () => {
  installation = await createSandboxes({ limits: { databaseBytes: 20_000_000 } });
});
afterAll(() => installation[Symbol.asyncDispose]());
const w = { mode: 'write' } as const;
const show = (r: any) => (r.status === 'ok' ? 'ok' : `${r.error.sqlstate} ${r.error.message}`);

test('full', async () => {
  const s = await installation.sandboxes.open(createId(), 'token');
  console.log('make', show(await s.run(`CREATE TABLE hoard (t text)`, w)));
  console.log('fit', show(await s.run(`INSERT INTO hoard SELECT repeat(md5(g::text), 30) FROM generate_series(1, 5000) g`, w)));
  console.log('over', show(await s.run(`INSERT INTO hoard SELECT repeat(md5(g::text), 30) FROM generate_series(1, 30000) g`, w)));
  for (const sql of ['SELECT 1', 'CREATE TABLE x ()', 'TRUNCATE hoard', 'DELETE FROM hoard', 'DROP TABLE hoard', 'VACUUM hoard'])
    console.log(sql, show(await s.run(sql, w)));
}, 60_000);

test('brick by bodies', async () => {
  const s = await installation.sandboxes.open(createId(), 'token');
  console.log('bodies', show(await s.run(`DO $$ BEGIN FOR i IN 1..12 LOOP EXECUTE format('CREATE FUNCTION public.f%s() RETURNS text LANGUAGE plpgsql AS %L', i, 'BEGIN RETURN ' || quote_literal(repeat('x', 900000)) || '; END'); END LOOP; END $$`, w)));
  await s.describe().then((d) => console.log('describe ok', d.functions.length), (e) => console.log('describe', e.message));
}, 60_000);

test('applied_at', async () => {
  for (const sql of ['ALTER TABLE workbench.migrations ALTER applied_at TYPE text', `ALTER TABLE workbench.migrations ALTER applied_at SET DEFAULT 'infinity'`, `INSERT INTO workbench.migrations VALUES ('0001', 'a', '{x}', 'infinity')`, `DROP SCHEMA workbench CASCADE`]) {
    const s = await installation.sandboxes.open(createId(), 'token');
    console.log(sql, show(await s.run(sql, w)));
    await s.run(`INSERT INTO workbench.migrations VALUES ('0001', 'a', '{x}') ON CONFLICT DO NOTHING`, w);
    await s.describe().then((d) => console.log('describe ok', JSON.stringify(d.migrations)), (e) => console.log('describe FAULT', String(e)));
    await s.applyMigration('one', 'create table q ()').then((r) => console.log('migrate', show(r)), (e) => console.log('migrate FAULT', String(e)));
  }
}, 60_000);

test('slow describe', async () => {
  const s = await installation.sandboxes.open(createId(), 'token');
  console.log(show(await s.run(`CREATE FUNCTION slow() RETURNS bool LANGUAGE plpgsql STABLE AS 'BEGIN PERFORM pg_sleep(10); RETURN true; END'`, w)));
  console.log(show(await s.run(`DO $$ BEGIN FOR i IN 1..6 LOOP EXECUTE format('CREATE TABLE t%s AS SELECT 1 AS a', i); EXECUTE format('ALTER TABLE t%s ENABLE ROW LEVEL SECURITY', i); EXECUTE format('ALTER TABLE t%s FORCE ROW LEVEL SECURITY', i); EXECUTE format('CREATE POLICY p ON t%s USING (slow())', i); END LOOP; END $$`, w)));
  const at = Date.now();
  await s.describe().then((d) => console.log('describe ok', d.tables.length), (e) => console.log('describe FAULT', String(e)));
  console.log('took', Date.now() - at);
}, 120_000);
