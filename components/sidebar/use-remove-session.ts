'use client';

import { useSessionListActions } from '#lib/client/use-session-list-actions.ts';
import { RESTORE_WINDOW_MS } from '#lib/protocol/limits.ts';
import { openPath } from '../shell/open-path.ts';
import { findSessionId, newSessionPath, toSessionPath } from '../shell/session-path.ts';
import { sayRefused } from '../status/say-refused.ts';
import { showToast } from '../ui/show-toast.ts';

/** Deletes at once and offers to undo it for as long as the server can. */
export function useRemoveSession(): (sessionId: string) => void {
  const { remove, restore } = useSessionListActions();
  return (sessionId) => {
    const wasOpen = findSessionId(location.pathname) === sessionId;
    if (wasOpen) openPath(newSessionPath);
    const undo = async () => {
      const ack = await restore(sessionId);
      if (!ack.ok) return sayRefused('The session could not be restored', ack.error);
      if (wasOpen) openPath(toSessionPath(sessionId));
    };
    void remove(sessionId).then((ack) => {
      if (!ack.ok) return sayRefused('The session could not be deleted', ack.error);
      const action = { label: 'Undo', run: () => void undo() };
      showToast({ words: 'Session deleted', durationMs: RESTORE_WINDOW_MS, action });
    });
  };
}
