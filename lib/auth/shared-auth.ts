import type { AuthHandler } from './auth-handler.ts';
import type { Logins } from './logins.ts';

export interface SharedAuth {
  readonly handle: AuthHandler;
  readonly logins: Logins;
}

/**
 * Next's bundle and the server are two module graphs of one process. They meet on one object, so that there is one set
 * of rate limits and one database pool, and a sign-out is heard by the sockets of this node at once.
 */
const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it.
const world = globalThis as { [bus]?: { auth?: SharedAuth } };

export function shareAuth(auth: SharedAuth): void {
  world[bus] = { ...world[bus], auth };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireAuth(): SharedAuth {
  const auth = world[bus]?.auth;
  if (!auth) throw new Error('cannot find who is asking: start the app with its server (npm start)');
  return auth;
}
