'use client';

import { useOpenSession } from './client-context.ts';
import type { SessionActions } from './session-actions.ts';

export function useSessionActions(): SessionActions {
  return useOpenSession().actions;
}
