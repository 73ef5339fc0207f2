import { once } from 'node:events';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { openCluster } from '../embedded/cluster.ts';
import { withProcessLock } from '../embedded/process-lock.ts';

/**
 * Restarts an embedded Postgres under the feet of its users, at the same address. `fast` ends their connections,
 * `immediate` is a crash: the server comes back through recovery.
 */
export async function restartPostgres(dataDir: string, mode: 'fast' | 'immediate'): Promise<void> {
  const directory = join(realpathSync(dataDir), 'postgres');
  await withProcessLock(`${directory}.lock`, async () => {
    const { account, binaries, dataDir: clusterDir } = await openCluster(directory);
    const args = ['restart', '-D', clusterDir, '-m', mode, '-w', '-l', join(directory, 'restart.log')];
    const [code] = await once(account.spawn(binaries.pgCtl, args, { cwd: '/', stdio: 'ignore' }), 'close');
    if (code !== 0) throw new Error(`cannot restart Postgres in ${directory}`);
  });
}
