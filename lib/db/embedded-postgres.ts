import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import type { Logger } from '#lib/config/logger.ts';
import { hasUsers, joinUsers } from './embedded/cluster-users.ts';
import { type Cluster, CLUSTER_USER, openCluster } from './embedded/cluster.ts';
import { launchPostmaster, type ServerSettings } from './embedded/launch-postmaster.ts';
import { findPostmaster, stopPostmaster } from './embedded/postmaster.ts';
import { withProcessLock } from './embedded/process-lock.ts';
import { watchPostmaster } from './embedded/watch-postmaster.ts';

const DATABASE = 'holdfast';

export type EmbeddedPostgres = {
  readonly url: string;
  /** Stops the server, unless another process still uses it. Call it last. */
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  logger: Pick<Logger, 'info' | 'error'>;
  /** Added to the server's own, for throw-away clusters. */
  settings?: ServerSettings;
  /** How often to look whether the server is still there. */
  watchMs?: number;
};

/**
 * A real Postgres under the data directory, shared by all processes that ask for it. A server that survived the kill of
 * its app is adopted; one that dies beneath its users is started again, at the same address. It runs as long as one
 * process that called this is alive and has not called `stop`.
 */
export async function startEmbeddedPostgres({
  dataDir,
  logger,
  settings = {},
  watchMs = 1_000,
}: Options): Promise<EmbeddedPostgres> {
  mkdirSync(resolve(dataDir), { recursive: true, mode: 0o711 });
  const directory = join(realpathSync(dataDir), 'postgres');
  const lock = <T>(work: () => Promise<T>): Promise<T> => withProcessLock(`${directory}.lock`, work);
  return lock(async () => {
    const cluster = await openCluster(directory);
    const running = await findPostmaster(cluster);
    const { port } = running ?? (await launchPostmaster(cluster, settings));
    logger.info({ port }, running ? 'using the Postgres that is running' : 'started Postgres');
    const leave = await joinUsers(cluster);
    await createDatabase(toUrl(cluster, port, 'postgres'));

    const unwatch = watchPostmaster(cluster, watchMs, () =>
      lock(async () => {
        if (await findPostmaster(cluster)) return;
        logger.error({ port }, 'Postgres is gone, starting it again');
        await launchPostmaster(cluster, { ...settings, port });
      }).catch((error: unknown) => logger.error({ error }, 'cannot start Postgres again')),
    );
    return {
      url: toUrl(cluster, port, DATABASE),
      async stop() {
        await unwatch();
        await lock(async () => {
          await leave();
          if (!(await hasUsers(cluster))) await stopPostmaster(cluster);
        });
      },
    };
  });
}

function toUrl(cluster: Cluster, port: number, database: string): string {
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
