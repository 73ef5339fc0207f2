import type { Decision, SessionControl } from '../session-control.ts';
import { requireAccess } from './require-access.ts';

/** One's own and no event: how far a participant has read. It only moves forward, and never past the log. */
export function decideMarkRead(
  control: SessionControl,
  mark: { userId: string; seq: number },
): Decision<undefined> {
  const session = requireAccess(control, 'mark-read', 'mark the session as read');
  return {
    events: [],
    readMark: { userId: mark.userId, seq: Math.min(mark.seq, session.lastSeq) },
    reply: undefined,
  };
}
