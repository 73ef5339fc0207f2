import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import type { SessionReads } from './session-reads.ts';

/** What pages may ask of the server that they run in. */
export interface SharedSession {
  readonly reads: SessionReads;
  readonly models: readonly ModelChoice[];
  readonly defaultModel: string;
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { session?: SharedSession } };

export function shareSession(session: SharedSession): void {
  world[bus] = { ...world[bus], session };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireSession(): SharedSession {
  const session = world[bus]?.session;
  if (!session) throw new Error('cannot read sessions: start the app with its server (npm start)');
  return session;
}
