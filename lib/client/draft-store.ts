import type { Store } from './store.ts';

/** What is typed and not sent, per session, kept through a reload. `new` is the draft of no session yet. */
export interface DraftStore {
  draftOf(sessionId: string): Store<string>;
  set(sessionId: string, text: string): void;
}
