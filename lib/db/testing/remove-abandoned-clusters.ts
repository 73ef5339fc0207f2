import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCluster } from '../embedded/cluster.ts';
import { hasUsers } from '../embedded/cluster-users.ts';
import { isPostmasterRunning, stopPostmaster } from '../embedded/postmaster.ts';

export const CLUSTER_PREFIX = 'holdfast-cluster-';

/** Stops and removes what test runs left behind that were killed. */
export async function removeAbandonedClusters(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (name.startsWith(CLUSTER_PREFIX)) await removeIfAbandoned(join(tmpdir(), name));
  }
}

async function removeIfAbandoned(dataDir: string): Promise<void> {
  // Without users it is just being made, by another run.
  if (!existsSync(join(dataDir, 'postgres', 'users'))) return;
  try {
    const cluster = await openCluster(join(dataDir, 'postgres'));
    if (await hasUsers(cluster)) return;
    if (await isPostmasterRunning(cluster)) await stopPostmaster(cluster);
    await rm(dataDir, { recursive: true, force: true });
  } catch {
    // Best effort: it may be another user's.
  }
}
