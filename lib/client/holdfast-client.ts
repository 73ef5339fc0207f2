import type { Unsubscribe } from '#lib/base/emitter.ts';
import type { ConnectionView } from './connection-view.ts';
import type { DraftStore } from './draft-store.ts';
import type { InitialSession, OpenSession } from './open-session.ts';
import type { SessionListActions, SessionListView } from './session-list-view.ts';
import type { Store } from './store.ts';

/** One per tab: the connection, the outbox, the session list and the open sessions. */
export interface HoldfastClient {
  readonly connection: Store<ConnectionView>;
  readonly sessionList: Store<SessionListView>;
  readonly sessionListActions: SessionListActions;
  readonly drafts: DraftStore;
  /** Makes nothing happen until it is retained, so it can be called while rendering, also on the server. */
  openSession(sessionId: string, initial: InitialSession | null): OpenSession;
  /** Connects; the returned function ends everything. */
  start(): Unsubscribe;
  /** Signs in as a new guest and connects. For a page that has no login, or whose login has ended. */
  signInAsGuest(): Promise<void>;
  /**
   * Runs what changes the cookie (sign-up, sign-in, sign-out; false or a rejection means that it did not) and connects
   * anew. With `keepOutbox` what waits in the outbox moves to the new user, as a guest's sessions do. [P3]
   */
  changeLogin(change: () => Promise<boolean>, options: { keepOutbox: boolean }): Promise<boolean>;
}
