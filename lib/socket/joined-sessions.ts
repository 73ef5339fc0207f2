import { AppError } from '#lib/protocol/error.ts';
import type { Role } from '#lib/protocol/fields.ts';
import type { Subscription } from '#lib/session/session-hub.ts';

/** A session that a socket reads. */
export interface JoinedSession {
  readonly sessionId: string;
  readonly subscription: Subscription;
  /** As the database said at the join; undefined until it has let this socket in. */
  role?: Role;
  /** The catch-up was cut short: live starts when the client has read up to here. */
  liveAfter?: { seq: number; epoch: string };
}

/** The sessions of one socket. Joining again replaces; what was replaced or left never speaks again. */
export class JoinedSessions {
  readonly #sessions = new Map<string, JoinedSession>();
  readonly #maxSessions: number;

  constructor(maxSessions: number) {
    this.#maxSessions = maxSessions;
  }

  /** @throws AppError `limit` */
  add(sessionId: string, subscribe: () => Subscription): JoinedSession {
    if (!this.#sessions.has(sessionId) && this.#sessions.size >= this.#maxSessions) {
      throw new AppError('limit', `cannot join session: this connection has joined ${this.#maxSessions}`);
    }
    this.#sessions.get(sessionId)?.subscription.close();
    const joined: JoinedSession = { sessionId, subscription: subscribe() };
    this.#sessions.set(sessionId, joined);
    return joined;
  }

  get(sessionId: string): JoinedSession | undefined {
    return this.#sessions.get(sessionId);
  }

  /** Forgets this very subscription; a later one of the same session stays. */
  remove(joined: JoinedSession): void {
    joined.subscription.close();
    if (this.#sessions.get(joined.sessionId) === joined) this.#sessions.delete(joined.sessionId);
  }

  closeAll(): void {
    for (const joined of this.#sessions.values()) joined.subscription.close();
    this.#sessions.clear();
  }

  get size(): number {
    return this.#sessions.size;
  }
}
