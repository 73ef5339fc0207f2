'use client';

import { useCallback, useSyncExternalStore } from 'react';
import type { Unsubscribe } from '#lib/base/emitter.ts';

/** A sliver of the card is not the card. */
const ENOUGH_RATIO = 0.4;

const inSight = new Set<string>();
const listeners = new Set<() => void>();

/** Keeps track of whether the card of an approval is in sight within the transcript that it stands in. */
export function watchSight(approvalId: string, card: HTMLElement): Unsubscribe {
  const put = (isInSight: boolean) => {
    if (inSight.has(approvalId) === isInSight) return;
    if (isInSight) inSight.add(approvalId);
    else inSight.delete(approvalId);
    for (const listener of listeners) listener();
  };
  const observer = new IntersectionObserver(
    ([entry]) => put((entry?.intersectionRatio ?? 0) >= ENOUGH_RATIO),
    { root: card.closest('[data-transcript]'), threshold: ENOUGH_RATIO },
  );
  observer.observe(card);
  return () => {
    observer.disconnect();
    put(false);
  };
}

export function useIsInSight(approvalId: string | undefined): boolean {
  return useSyncExternalStore(
    useCallback((listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    }, []),
    () => approvalId !== undefined && inSight.has(approvalId),
    // What the server renders is scrolled to its end, where the newest question is.
    () => true,
  );
}
