import type { SessionListRow } from '#lib/client/session-list-view.ts';

export const untitled = 'New session';

export type RowState = 'asking' | 'live' | 'unread' | 'unsent' | 'quiet';

/** The one thing a row says about its session. What is open is being read. */
export function toRowState(row: SessionListRow, isOpen: boolean): RowState {
  if (row.needsApproval) return 'asking';
  if (row.live) return 'live';
  if (row.unsent) return 'unsent';
  return row.lastSeq > row.readSeq && !isOpen ? 'unread' : 'quiet';
}
