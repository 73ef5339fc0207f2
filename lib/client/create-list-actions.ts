import { createId } from '#lib/base/ids.ts';
import { findTitleFault } from './check-text.ts';
import { refused } from './create-session-actions.ts';
import type { Outbox } from './outbox.ts';
import type { SessionListActions } from './session-list-view.ts';

export interface ListActionsParts {
  outbox: Outbox;
  loadMore(): void;
  /** Remembers that a session exists in this page alone. */
  onCreate(sessionId: string): void;
}

export function createListActions({ outbox, loadMore, onCreate }: ListActionsParts): SessionListActions {
  return {
    create() {
      const sessionId = createId();
      onCreate(sessionId);
      return sessionId;
    },
    rename(sessionId, title) {
      const trimmed = title.trim();
      const fault = findTitleFault(trimmed);
      if (fault) return refused(fault);
      return outbox.add({ commandId: createId(), sessionId, type: 'rename-session', title: trimmed }).ack;
    },
    archive: (sessionId, archived) =>
      outbox.add({ commandId: createId(), sessionId, type: 'archive-session', archived }).ack,
    remove: (sessionId) => outbox.add({ commandId: createId(), sessionId, type: 'delete-session' }).ack,
    restore: (sessionId) => outbox.add({ commandId: createId(), sessionId, type: 'restore-session' }).ack,
    loadMore,
  };
}
