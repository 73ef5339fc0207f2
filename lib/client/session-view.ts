import type { AckError } from '#lib/protocol/error.ts';
import type { Role } from '#lib/protocol/fields.ts';
import type { SessionState } from '#lib/state/session-state.ts';

/** Everything a page shows of one session. What did not change keeps its identity from view to view. */
export interface SessionView {
  readonly sessionId: string;
  /** `ready` has text to show, also while the connection is down; `gone` was deleted or taken away. */
  readonly phase: 'loading' | 'ready' | 'gone' | 'not-found';
  readonly state: SessionState;
  /** Own messages that are not in `state` yet, in the order they were sent. [U1] */
  readonly pending: readonly PendingMessage[];
  /** Ids of approvals that were answered here, until the log says what became of them. */
  readonly deciding: ReadonlySet<string>;
  /** Absent until it is known. A session born here and not sent yet belongs to its owner. */
  readonly role?: Role;
  /** Other devices that had this session open at the last join. */
  readonly devices: number;
  readonly loadingOlder: boolean;
}

export interface PendingMessage {
  readonly commandId: string;
  readonly messageId: string;
  readonly text: string;
  /** `waiting`: for a connection. `failed`: for a person, who can retry, edit or discard it. */
  readonly status: 'sending' | 'waiting' | 'failed';
  /** Why it failed, or why the server asked to wait while it is still `sending`. */
  readonly error?: AckError;
  /** Milliseconds since 1970, by this device's clock. */
  readonly at: number;
}
