'use client';

import { useCallback, useSyncExternalStore } from 'react';

/**
 * Milliseconds since 1970 in steps of `everyMs`, by this device's clock; renders again at each step. Undefined on the
 * server, which does not know when its page will be looked at.
 */
export function useNow(everyMs: number): number | undefined {
  const subscribe = useCallback(
    (onTick: () => void) => {
      const timer = setInterval(onTick, everyMs);
      return () => clearInterval(timer);
    },
    [everyMs],
  );
  return useSyncExternalStore<number | undefined>(
    subscribe,
    () => Math.floor(Date.now() / everyMs) * everyMs,
    () => undefined,
  );
}
