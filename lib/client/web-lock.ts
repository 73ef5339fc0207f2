import type { Clock } from '#lib/base/clock.ts';
import type { TabLock } from './tab-lock.ts';

/** A tab that holds a lock for longer is frozen: phones stop background tabs wherever they are. */
const FROZEN_MS = 20_000;

/**
 * Over Web Locks. A lock that is not to be had is taken from its holder in the end: commands may then go out of order
 * or twice, which command ids make harmless, while waiting for a frozen tab would hold them back for ever.
 */
export function createWebLock({ locks, clock }: { locks: LockManager; clock: Clock }): TabLock {
  return {
    async run(name, work) {
      const patience = new AbortController();
      let isRunning = false;
      const guarded = () => {
        isRunning = true;
        stopTimer();
        return work();
      };
      const stopTimer = clock.after(FROZEN_MS, () => patience.abort());
      try {
        await locks.request(name, { signal: patience.signal }, guarded);
      } catch (error) {
        if (isRunning || !patience.signal.aborted) throw error;
        await locks.request(name, { steal: true }, guarded);
      }
    },
  };
}
