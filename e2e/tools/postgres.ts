import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from '#lib/db/client.ts';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { waitUntil } from './wait-until.ts';

const TEMPLATE = 'holdfast';

/** `immediate` is as if it had crashed; `fast` ends every connection and goes down in order. */
const signals = { immediate: 'SIGQUIT', fast: 'SIGINT' } as const;

export type ThrowAwayPostgres = { readonly url: string; stop(): Promise<void> };

/** A real Postgres with a migrated template database, for a whole run of the tests. */
export async function startPostgres(): Promise<ThrowAwayPostgres> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-e2e-'));
  const { url, stop } = await startEmbeddedPostgres({
    dataDir,
    logger: { info: () => {}, error: (fault: unknown) => console.error(fault) },
    // Nothing here outlives the tests, so nothing is worth a wait for the disk.
    settings: { fsync: 'off', full_page_writes: 'off', max_connections: 200 },
  });
  await applyMigrations(url);
  return {
    url,
    async stop() {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty database of its own; answers with its address. */
export async function createDatabase({ url }: Pick<ThrowAwayPostgres, 'url'>): Promise<string> {
  const name = `e2e_${crypto.randomUUID().replaceAll('-', '')}`;
  await runSql(
    toDatabase(url, 'postgres'),
    `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY file_copy`,
  );
  return toDatabase(url, name);
}

export async function dropDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  await runSql(toDatabase(url, 'postgres'), `DROP DATABASE ${name} WITH (FORCE)`);
}

export async function runSql<Row extends object>(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const connection = createConnection({ url, name: 'holdfast e2e' });
  await connection.connect();
  try {
    const { rows } = await connection.query<Row>(statement, values);
    return rows;
  } finally {
    await connection.end();
  }
}

/** Takes down the Postgres that an app runs under `dataDir`. The app has to start it again. */
export async function stopEmbeddedPostgres(dataDir: string, how: keyof typeof signals): Promise<void> {
  const pidFile = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
  const pid = Number((await readFile(pidFile, 'utf8')).split('\n')[0]);
  process.kill(pid, signals[how]);
  await waitUntil(() => !isAlive(pid), 'Postgres has stopped');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function toDatabase(url: string, name: string): string {
  return url.replace(/[^/]+$/, name);
}
