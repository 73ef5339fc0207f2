'use client';

import { useCallback } from 'react';
import { useClient } from './client-context.ts';
import { useStore } from './use-store.ts';

/** The composer's text. Empty in the first render, as on the server; the kept draft comes right after it. */
export function useDraft(sessionId: string): [draft: string, setDraft: (text: string) => void] {
  const { drafts } = useClient();
  const draft = useStore(drafts.draftOf(sessionId), (text) => text);
  const setDraft = useCallback((text: string) => drafts.set(sessionId, text), [drafts, sessionId]);
  return [draft, setDraft];
}
