import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import type { Sandbox } from './sandbox.ts';
import { toDatabasePrefix, toSandboxLogin } from './sandbox-login.ts';

let installation: TestSandboxes;
beforeAll(async () => {
  installation = await createSandboxes();
});
afterAll(() => installation[Symbol.asyncDispose]());

async function createSession(): Promise<string> {
  const id = createId();
  await installation.database.prisma.session.create({ data: { id, ownerId: 'alice', epoch: 'epoch' } });
  return id;
}

async function setIdle(sandbox: Pick<Sandbox, 'id'>, hours: number): Promise<void> {
  await installation.database.prisma.$executeRaw`
    UPDATE sandbox SET last_used_at = now() - ${hours} * interval '1 hour' WHERE id = ${sandbox.id}::uuid`;
}

/** Names of databases and logins on the server that begin so. */
function listNames(prefix: string): Promise<{ name: string }[]> {
  return installation.database.prisma.$queryRaw`
    SELECT datname AS name FROM pg_database WHERE starts_with(datname, ${prefix})
    UNION ALL SELECT rolname FROM pg_roles WHERE starts_with(rolname, ${prefix}) ORDER BY name`;
}

async function listTitles(sandbox: Sandbox): Promise<unknown> {
  const result = await sandbox.run('SELECT title FROM tasks WHERE done ORDER BY title', { mode: 'read' });
  return result.status === 'ok' ? result.rows.flat() : result.error;
}

const seeded = ['Paint the pier', 'Trim the wicks'];
const ropes = { kind: 'sql', sql: `UPDATE tasks SET done = true WHERE title = 'Order new ropes'` } as const;
const priority = { kind: 'migration', name: 'priority', sql: 'ALTER TABLE tasks ADD priority int' } as const;

test('nodes that open one sandbox at the same time make one', async () => {
  const id = createId();
  const nodes = [installation.createNode(), installation.createNode(), installation.createNode()];
  const opened = await Promise.all(nodes.flatMap((node) => [node.open(id, 'token'), node.open(id, 'token')]));
  expect(new Set(opened).size).toBe(3);
  await opened[0]?.run('CREATE TABLE here ()', { mode: 'write' });
  for (const sandbox of opened)
    expect(await sandbox.run('SELECT * FROM here', { mode: 'read' })).toMatchObject({ status: 'ok' });
});

test('sandboxes are made side by side from one template', async () => {
  const opened = await Promise.all(
    Array.from({ length: 6 }, () => installation.sandboxes.open(createId(), 'token')),
  );
  expect(await Promise.all(opened.map(listTitles))).toEqual(opened.map(() => seeded));
});

test('what lay idle is dropped, and made again from the journal by the next call, wherever it comes from', async () => {
  const id = await createSession();
  const sandbox = await installation.sandboxes.open(id, 'session');
  const elsewhere = await installation.createNode().open(id, 'session');
  await sandbox.run(ropes.sql, { mode: 'write' });
  await sandbox.applyMigration(priority.name, priority.sql);
  installation.journals.set(id, [ropes, priority]);
  const before = await elsewhere.describe({ rows: true });

  await setIdle(sandbox, 0.9);
  expect(await installation.sandboxes.sweep()).toBe(0);
  await setIdle(sandbox, 1.1);
  expect(await installation.sandboxes.sweep()).toBe(1);
  expect(await listNames(sandbox.database)).toEqual([]);

  const after = await elsewhere.describe({ rows: true });
  expect(await listTitles(sandbox)).toEqual(['Order new ropes', ...seeded]);
  const [migration] = before.migrations;
  expect(after).toEqual({ ...before, migrations: [{ ...migration, appliedAt: expect.any(String) }] });
  expect(await listTitles(await installation.sandboxes.open(id, 'session'))).toEqual([
    'Order new ropes',
    ...seeded,
  ]);
});

test('what is in use is not idle', async () => {
  const sandbox = await installation.sandboxes.open(await createSession(), 'session');
  await setIdle(sandbox, 2);
  const elsewhere = await installation.createNode().open(sandbox.id, 'session');
  expect(await installation.sandboxes.sweep()).toBe(0);
  expect(await listTitles(elsewhere)).toEqual(seeded);
});

test('a database that was lost is made again by the call that misses it', async () => {
  const id = await createSession();
  const sandbox = await installation.sandboxes.open(id, 'session');
  installation.journals.set(id, [ropes]);
  await installation.database.prisma.$executeRawUnsafe(`DROP DATABASE ${sandbox.database} WITH (FORCE)`);
  expect(await listTitles(sandbox)).toEqual(['Order new ropes', ...seeded]);
});

test('a rebuild stops at the entry that fails, keeps what came before and says so from then on', async () => {
  const id = await createSession();
  installation.journals.set(id, [ropes, { kind: 'sql', sql: 'DROP TABLE missing' }, priority]);
  const fault = 'cannot replay entry 2 of 3: table "missing" does not exist (42P01)';
  const sandbox = await installation.sandboxes.open(id, 'session');
  expect([sandbox.fault, await listTitles(sandbox)]).toEqual([fault, ['Order new ropes', ...seeded]]);
  const elsewhere = await installation.createNode().open(id, 'session');
  expect((await elsewhere.describe()).fault).toBe(fault);
});

test('after a change of the secret a sandbox is made anew, and the old one does not stay behind', async () => {
  const id = await createSession();
  const before = await installation.sandboxes.open(id, 'session');
  installation.journals.set(id, [ropes]);
  const after = await installation.createNode({ secret: 'another '.repeat(4) }).open(id, 'session');
  expect(after.database).not.toBe(before.database);
  expect(await listTitles(after)).toEqual(['Order new ropes', ...seeded]);
  expect(await listNames(before.database)).toEqual([]);
});

test('what belongs to a session that is gone is dropped at once', async () => {
  const id = await createSession();
  const sandbox = await installation.sandboxes.open(id, 'session');
  await sandbox.asUser(undefined, 'SELECT 1');
  expect((await listNames(sandbox.database)).length).toBe(3);
  await installation.database.prisma.session.delete({ where: { id } });
  expect(await installation.sandboxes.sweep()).toBe(1);
  expect(await listNames(sandbox.database)).toEqual([]);
});

test('what belongs to a token or a trial is kept for a day, and has no journal', async () => {
  const opened = [
    await installation.sandboxes.open(createId(), 'token'),
    await installation.sandboxes.open(createId(), 'trial'),
  ];
  for (const sandbox of opened) {
    await sandbox.run(ropes.sql, { mode: 'write' });
    installation.journals.set(sandbox.id, [ropes]);
    await setIdle(sandbox, 23);
  }
  expect(await installation.sandboxes.sweep()).toBe(0);
  for (const sandbox of opened) await setIdle(sandbox, 25);
  expect(await installation.sandboxes.sweep()).toBe(2);
  const [token] = opened;
  expect(token && (await listTitles(await installation.sandboxes.open(token.id, 'token')))).toEqual(seeded);
});

test('dropping cuts off who uses it, and leaves nothing', async () => {
  const sandbox = await installation.sandboxes.open(createId(), 'token');
  const nap = sandbox.run('SELECT pg_sleep(2)', { mode: 'read' });
  await expect.poll(() => listSleepers(sandbox.database)).toBe(1);
  await installation.sandboxes.drop(sandbox.id);
  expect(await nap).toMatchObject({ status: 'error', error: { sqlstate: '57P01' } });
  expect(await listNames(sandbox.database)).toEqual([]);
});

async function listSleepers(database: string): Promise<number> {
  const rows = await installation.database.prisma.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = ${database} AND query LIKE '%pg_sleep%' AND state = 'active'`;
  return rows.length;
}

test('what a crash left half made is removed at the next start, and what others made is not', async () => {
  const prefix = toDatabasePrefix(installation.secret);
  const kept = await installation.sandboxes.open(createId(), 'token');
  const lost = toSandboxLogin(installation.secret, createId()).database;
  const foreign = `wb_${crypto.randomUUID().replaceAll('-', '')}`;
  for (const name of [lost, foreign])
    await installation.database.prisma.$executeRawUnsafe(`CREATE DATABASE ${name}`);
  await installation.database.prisma.$executeRawUnsafe(`CREATE ROLE ${prefix}_half`);
  await installation.createNode().start();
  expect(await listNames(lost)).toEqual([]);
  expect(await listNames(`${prefix}_half`)).toEqual([]);
  expect((await listNames(kept.database)).length).toBe(2);
  expect(await listNames(foreign)).toEqual([{ name: foreign }]);
  await installation.database.prisma.$executeRawUnsafe(`DROP DATABASE ${foreign}`);
});

test('templates of other versions are removed at the start', async () => {
  const old = 'holdfast_workbench_template_000000000000';
  await installation.database.prisma.$executeRawUnsafe(`CREATE DATABASE ${old}`);
  await installation.createNode().start();
  expect(await listNames(old)).toEqual([]);
});
