'use client';

import { useCallback, useState, useSyncExternalStore } from 'react';
import { PartReader, type Select } from './part-reader.ts';
import type { Store } from './store.ts';

/** The part of a store that a component shows. It renders again only when `isEqual` says that the part changed. */
export function useStore<State, Part>(
  store: Store<State>,
  select: Select<State, Part>,
  isEqual: (a: Part, b: Part) => boolean = Object.is,
): Part {
  const [reader] = useState(() => new PartReader<State, Part>());
  return useSyncExternalStore(
    useCallback((listener: () => void) => store.subscribe(listener), [store]),
    () => reader.read(store.getSnapshot(), select, isEqual),
    () => reader.read(store.getInitialSnapshot(), select, isEqual),
  );
}
