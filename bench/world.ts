import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '#lib/db/embedded-postgres.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { CLUSTER_PREFIX, removeAbandonedClusters } from '#lib/db/testing/remove-abandoned-clusters.ts';
import { Child, readCpuSeconds } from './child.ts';
import type { Plan, World } from './scenario.ts';

export interface OpenWorld extends World {
  close(): Promise<void>;
}

/** A cluster of the app's own settings in a directory of its own, and the stamping model provider. */
export async function openWorld(plan: Plan): Promise<OpenWorld> {
  await removeAbandonedClusters();
  const dataDir = await mkdtemp(join(tmpdir(), CLUSTER_PREFIX));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    logger: { info: () => undefined, error: console.error },
    settings: { max_connections: 300 },
  });
  const model = await Child.start('bench/targets/stamp-model.ts');
  const postmaster = await findPostmaster(dataDir);
  let databases = 0;
  return {
    plan,
    modelUrl: `http://127.0.0.1:${model.port}`,
    async createDatabase() {
      const name = `bench_${++databases}`;
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      const url = postgres.url.replace(/[^/]+$/, name);
      await applyMigrations(url);
      return url;
    },
    postgresCpuSeconds: () =>
      [postmaster, ...findChildren(postmaster)].reduce((sum, pid) => sum + (readCpuSeconds(pid) || 0), 0),
    async close() {
      await model.stop();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function findPostmaster(dataDir: string): Promise<number> {
  for (const entry of await readdir(dataDir, { recursive: true })) {
    if (!entry.endsWith('postmaster.pid')) continue;
    return Number((await readFile(join(dataDir, entry), 'utf8')).split('\n')[0]);
  }
  throw new Error('cannot measure Postgres: its process is not found');
}

function findChildren(parent: number): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
