'use client';

import { useClient } from './client-context.ts';
import type { SessionListView } from './session-list-view.ts';
import { useStore } from './use-store.ts';

export function useSessionList<Part>(
  select: (view: SessionListView) => Part,
  isEqual?: (a: Part, b: Part) => boolean,
): Part {
  return useStore(useClient().sessionList, select, isEqual);
}
