import type { Cluster } from './cluster.ts';
import { isPostmasterRunning } from './postmaster.ts';

/**
 * Calls `revive` when the server is not there, and not again before that has settled. Answers with a function that ends
 * the watch and waits for a revival in progress.
 */
export function watchPostmaster(
  cluster: Cluster,
  watchMs: number,
  revive: () => Promise<void>,
): () => Promise<void> {
  let isEnded = false;
  let look = Promise.resolve();
  const timer = setInterval(() => {
    look = look.then(async () => {
      if (!isEnded && !(await isPostmasterRunning(cluster))) await revive();
    });
  }, watchMs).unref();
  return async () => {
    isEnded = true;
    clearInterval(timer);
    await look;
  };
}
