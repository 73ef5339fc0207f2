'use client';

import { useClient } from './client-context.ts';
import type { ConnectionView } from './connection-view.ts';
import { useStore } from './use-store.ts';

export function useConnection<Part>(
  select: (view: ConnectionView) => Part,
  isEqual?: (a: Part, b: Part) => boolean,
): Part {
  return useStore(useClient().connection, select, isEqual);
}
