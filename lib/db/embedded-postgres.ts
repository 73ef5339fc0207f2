import { mkdirSync, realpathSync } from 'node:fs';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Logger } from '#lib/config/logger.ts';
import { type Cluster, CLUSTER_USER, openCluster } from './embedded/cluster.ts';
import { launchPostmaster, type ServerSettings } from './embedded/launch-postmaster.ts';
import { findPostmaster, type Postmaster, stopPostmaster } from './embedded/postmaster.ts';
import { isSameProcessAlive } from './embedded/process-identity.ts';
import { identifyThisProcess, readHolder, withProcessLock } from './embedded/process-lock.ts';

const DATABASE = 'holdfast';

export type EmbeddedPostgres = {
  readonly url: string;
  /** Stops the server, unless another process still uses it. Call it last. */
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  logger: Pick<Logger, 'info'>;
  /** Added to the server's own, for throw-away clusters. */
  settings?: ServerSettings;
};

/**
 * A real Postgres under the data directory, shared by all processes that ask for it. A server that survived the kill of
 * its app is adopted. It runs as long as one process that called this is alive and has not called `stop`; who died
 * without it doesn't count.
 */
export async function startEmbeddedPostgres({
  dataDir,
  logger,
  settings = {},
}: Options): Promise<EmbeddedPostgres> {
  mkdirSync(resolve(dataDir), { recursive: true, mode: 0o711 });
  const directory = join(realpathSync(dataDir), 'postgres');
  const lockFile = `${directory}.lock`;
  return withProcessLock(lockFile, async () => {
    const cluster = await openCluster(directory);
    const running = await findPostmaster(cluster);
    const postmaster = running ?? (await launchPostmaster(cluster, settings));
    logger.info(
      { port: postmaster.port },
      running ? 'using the Postgres that is running' : 'started Postgres',
    );
    const leave = await joinUsers(cluster);
    await createDatabase(toUrl(cluster, postmaster, 'postgres'));
    return {
      url: toUrl(cluster, postmaster, DATABASE),
      stop: () =>
        withProcessLock(lockFile, async () => {
          await leave();
          if (!(await hasUsers(cluster))) await stopPostmaster(cluster);
        }),
    };
  });
}

function toUrl(cluster: Cluster, { port }: Postmaster, database: string): string {
  return `postgresql://${CLUSTER_USER}:${cluster.password}@127.0.0.1:${port}/${database}`;
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
  } finally {
    await client.end();
  }
}

/** One file per use, with the process' identity in it, so that a dead one can be told from a living. */
async function joinUsers(cluster: Cluster): Promise<() => Promise<void>> {
  await mkdir(cluster.usersDir, { recursive: true });
  const file = join(cluster.usersDir, crypto.randomUUID());
  await writeFile(file, JSON.stringify(identifyThisProcess()));
  return () => rm(file, { force: true });
}

async function hasUsers(cluster: Cluster): Promise<boolean> {
  for (const name of await readdir(cluster.usersDir)) {
    const user = await readHolder(join(cluster.usersDir, name));
    if (user && isSameProcessAlive(user)) return true;
    await rm(join(cluster.usersDir, name), { force: true });
  }
  return false;
}
