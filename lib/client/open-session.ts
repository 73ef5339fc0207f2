import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { Role } from '#lib/protocol/fields.ts';
import type { Snapshot } from '#lib/protocol/snapshot.ts';
import type { SessionActions } from './session-actions.ts';
import type { SessionView } from './session-view.ts';
import type { Store } from './store.ts';

/** What a server component loaded: the page's first HTML has it, and the join goes on from its seq. [U3] */
export interface InitialSession {
  snapshot: Snapshot;
  epoch: string;
  role: Role;
}

/** One session on a page. */
export interface OpenSession {
  readonly sessionId: string;
  readonly store: Store<SessionView>;
  readonly actions: SessionActions;
  /** Joins, and leaves when the last one who retained it lets go. */
  retain(): Unsubscribe;
}
