import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../embedded-postgres.ts';
import { applyMigrations } from '../migrate.ts';
import { CLUSTER_PREFIX, removeAbandonedClusters } from './remove-abandoned-clusters.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The throw-away server's maintenance database. */
    clusterUrl: string;
  }
}

export const TEMPLATE_DATABASE = 'holdfast';

/** Vitest's global setup of the `pg` project: one throw-away server with a migrated template for all test files. */
export default async function startTestCluster(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedClusters();
  const dataDir = await mkdtemp(join(tmpdir(), CLUSTER_PREFIX));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    logger: { info: () => undefined, error: console.error },
    // Nothing here outlives the test run, so nothing is worth a wait for the disk.
    settings: { fsync: 'off', max_connections: 300, full_page_writes: 'off' },
  });
  const tearDown = async (): Promise<void> => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await applyMigrations(postgres.url);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('clusterUrl', postgres.url.replace(/[^/]+$/, 'postgres'));
  return tearDown;
}
