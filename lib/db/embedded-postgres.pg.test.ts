import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';
import { identifyProcess } from './embedded/process-identity.ts';
import { restartPostgres } from './testing/restart-postgres.ts';

let dataDir: string;
let opened: EmbeddedPostgres[];

beforeEach(async () => {
  opened = [];
  dataDir = await mkdtemp(join(tmpdir(), 'holdfast-embedded-'));
});
afterEach(async () => {
  for (const postgres of opened) await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(watchMs = 60_000): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({
    dataDir,
    watchMs,
    logger: { info: () => undefined, error: console.error },
  });
  opened.push(postgres);
  return postgres;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

const pidFile = (): string => join(dataDir, 'postgres/cluster/postmaster.pid');

async function readPid(): Promise<number> {
  return Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
}

async function killServer(): Promise<void> {
  const pid = await readPid();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => identifyProcess(pid)).toBeUndefined();
}

test('the server survives the kill -9 of its app and is adopted by the next', async () => {
  const app = execFile(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
     await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, logger: { info() {}, error() {} } });
     process.kill(process.pid, 'SIGKILL');`,
  ]);
  expect(await once(app, 'exit')).toEqual([null, 'SIGKILL']);
  const survivor = await readPid();
  await start();
  expect(await readPid()).toBe(survivor);
});

test('two users share one server, and the last that leaves stops it', async () => {
  const [app, command] = [await start(), await start()];
  expect(command.url).toBe(app.url);
  await command.stop();
  expect(await query(app.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
  await app.stop();
  await expect(query(app.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
});

test('users that start at the same instant share one server', async () => {
  const urls = (await Promise.all([start(), start(), start()])).map(({ url }) => url);
  expect(new Set(urls).size).toBe(1);
});

test('a server that was killed comes back with its data, at the same address', async () => {
  const before = await start();
  await query(before.url, `CREATE TABLE kept AS SELECT 'word' AS text`);
  await killServer();
  const after = await start();
  expect(after.url).toBe(before.url);
  expect(await query(after.url, 'SELECT text FROM kept')).toEqual([{ text: 'word' }]);
});

test('a server that dies beneath its user is started again, at the same address', async () => {
  const { url } = await start(20);
  process.kill(await readPid(), 'SIGKILL');
  await expect
    .poll(() => query(url, 'SELECT 1 AS alive').catch(() => []), { timeout: 10_000 })
    .toEqual([{ alive: 1 }]);
});

test.each(['fast', 'immediate'] as const)('a restart (%s) keeps the address and the data', async (mode) => {
  const { url } = await start(20);
  await query(url, `CREATE TABLE kept AS SELECT 'word' AS text`);
  const before = await readPid();
  await restartPostgres(dataDir, mode);
  expect(await readPid()).not.toBe(before);
  expect(await query(url, 'SELECT text FROM kept')).toEqual([{ text: 'word' }]);
});

test('a pid file whose number now belongs to another program does not keep the server from starting', async () => {
  const first = await start();
  const stale = (await readFile(pidFile(), 'utf8')).replace(/^\d+/, String(process.pid));
  await first.stop();
  await writeFile(pidFile(), stale);
  const second = await start();
  expect(await query(second.url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('[X56] a statement that nothing interrupts keeps no server from stopping, and nothing of what was committed is lost', async () => {
  const first = await start();
  await query(first.url, `CREATE TABLE kept AS SELECT 'word' AS text`);
  const counts = 'count(//*[count(//*[count(//*) > 0]) > 0])';
  const endless = `SELECT xpath('${counts}', xmlparse(document '<a>' || repeat('<b/>', 3000) || '</a>'))`;
  const client = new pg.Client({ connectionString: first.url });
  client.on('error', () => undefined);
  await client.connect();
  const stuck = client.query(endless).catch((error: unknown) => error);
  const active = `SELECT pid FROM pg_stat_activity WHERE state = 'active' AND query LIKE 'SELECT xpath%'`;
  await expect.poll(() => query(first.url, active)).toHaveLength(1);
  await first.stop();
  expect(await stuck).toBeInstanceOf(Error);
  await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');
  const second = await start();
  expect(await query(second.url, 'SELECT text FROM kept')).toEqual([{ text: 'word' }]);
}, 60_000);

test('commits wait for the disk', async () => {
  const { url } = await start();
  const settings = `SELECT name, setting FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit') ORDER BY name`;
  expect(await query(url, settings)).toEqual([
    { name: 'fsync', setting: 'on' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
});
