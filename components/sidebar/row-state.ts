import type { SessionListRow } from '#lib/client/session-list-view.ts';

export const untitled = 'New session';

export type RowState = 'live' | 'unread' | 'unsent' | 'quiet';

/** The one thing a row says about its session. What is open is being read. */
export function toRowState(row: SessionListRow, isOpen: boolean): RowState {
  if (row.live) return 'live';
  if (row.unsent) return 'unsent';
  return row.lastSeq > row.readSeq && !isOpen ? 'unread' : 'quiet';
}
