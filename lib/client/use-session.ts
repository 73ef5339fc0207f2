'use client';

import { useOpenSession } from './client-context.ts';
import type { SessionView } from './session-view.ts';
import { useStore } from './use-store.ts';

/** A part of the session that the nearest `SessionProvider` opened. */
export function useSession<Part>(
  select: (view: SessionView) => Part,
  isEqual?: (a: Part, b: Part) => boolean,
): Part {
  return useStore(useOpenSession().store, select, isEqual);
}
