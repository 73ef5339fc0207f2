'use client';

import { useClient } from './client-context.ts';
import type { SessionListActions } from './session-list-view.ts';

export function useSessionListActions(): SessionListActions {
  return useClient().sessionListActions;
}
