'use client';

import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Store } from './store.ts';

/** The part of a store that a component shows. It renders again only when `isEqual` says that the part changed. */
export function useStore<State, Part>(
  store: Store<State>,
  select: (state: State) => Part,
  isEqual: (a: Part, b: Part) => boolean = Object.is,
): Part {
  const last = useRef<{ part: Part } | null>(null);
  let seen: { state: State; part: Part } | undefined;
  // The same state gives the same part, also when the selector builds a new one each time: React asks repeatedly.
  const keep = (state: State): Part => {
    if (seen?.state === state) return seen.part;
    const selected = select(state);
    const part = last.current && isEqual(last.current.part, selected) ? last.current.part : selected;
    last.current = { part };
    seen = { state, part };
    return part;
  };
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(listener), [store]),
    () => keep(store.getSnapshot()),
    () => keep(store.getInitialSnapshot()),
  );
}
