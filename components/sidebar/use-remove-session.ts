'use client';

import { toast } from 'sonner';
import { useSessionListActions } from '#lib/client/use-session-list-actions.ts';
import { RESTORE_WINDOW_MS } from '#lib/protocol/limits.ts';
import { openPath } from '../shell/open-path.ts';
import { findSessionId, newSessionPath, toSessionPath } from '../shell/session-path.ts';

/** Deletes at once and offers to undo it for as long as the server can. */
export function useRemoveSession(): (sessionId: string) => void {
  const { remove, restore } = useSessionListActions();
  return (sessionId) => {
    const wasOpen = findSessionId(location.pathname) === sessionId;
    if (wasOpen) openPath(newSessionPath);
    void remove(sessionId).then((ack) => {
      if (!ack.ok) return toast.error('The session could not be deleted', { description: ack.error.message });
      return toast('Session deleted', {
        duration: RESTORE_WINDOW_MS,
        action: {
          label: 'Undo',
          onClick: () => {
            void restore(sessionId).then((outcome) => {
              if (!outcome.ok)
                toast.error('The session could not be restored', { description: outcome.error.message });
              else if (wasOpen) openPath(toSessionPath(sessionId));
            });
          },
        },
      });
    });
  };
}
