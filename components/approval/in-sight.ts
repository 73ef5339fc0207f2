'use client';

import { useSyncExternalStore } from 'react';
import type { Unsubscribe } from '#lib/base/emitter.ts';

/** A sliver of the card is not the card. Of one that is higher than the window, this much is. */
const ENOUGH_RATIO = 0.4;
const ENOUGH_PX = 120;

let inSight: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

/**
 * Keeps track of whether the card of an approval is in sight within the transcript that it stands in. Until the
 * browser has said, it is: what belongs elsewhere while it is out of sight must not flash up there.
 */
export function watchSight(approvalId: string, card: HTMLElement): Unsubscribe {
  const put = (isInSight: boolean) => {
    if (inSight.has(approvalId) === isInSight) return;
    const next = new Set(inSight);
    if (isInSight) next.add(approvalId);
    else next.delete(approvalId);
    inSight = next;
    for (const listener of listeners) listener();
  };
  const threshold = Math.min(ENOUGH_RATIO, ENOUGH_PX / card.offsetHeight);
  const observer = new IntersectionObserver(([entry]) => put(entry?.isIntersecting === true), {
    root: card.closest('[data-transcript]'),
    threshold,
  });
  observer.observe(card);
  put(true);
  return () => {
    observer.disconnect();
    put(false);
  };
}

/**
 * The approvals whose cards are in sight. Undefined on the server and in the first render of its page, which is
 * scrolled to its end, where the newest question is.
 */
export function useInSight(): ReadonlySet<string> | undefined {
  return useSyncExternalStore<ReadonlySet<string> | undefined>(
    subscribe,
    () => inSight,
    () => undefined,
  );
}

function subscribe(listener: () => void): Unsubscribe {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
