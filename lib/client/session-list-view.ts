import type { SessionRow } from '#lib/protocol/snapshot.ts';
import type { CommandOutcome } from './session-actions.ts';

/** `unsent`: born here, not known to the server yet. */
export interface SessionListRow extends SessionRow {
  readonly unsent?: true;
}

export interface SessionListView {
  readonly phase: 'loading' | 'ready';
  /** Newest first. Own commands that are not acked yet are shown as if they were. Archived rows included. */
  readonly rows: readonly SessionListRow[];
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
}

/** The object and its functions keep their identity. */
export interface SessionListActions {
  /** The id of a new session. The server hears of it with the first message. [U2] */
  create(): string;
  rename(sessionId: string, title: string): CommandOutcome;
  archive(sessionId: string, archived: boolean): CommandOutcome;
  remove(sessionId: string): CommandOutcome;
  /** Within `RESTORE_WINDOW_MS` of the removal. */
  restore(sessionId: string): CommandOutcome;
  loadMore(): void;
}
