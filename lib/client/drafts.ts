import type { Clock } from '#lib/base/clock.ts';
import type { DraftStore } from './draft-store.ts';
import type { Store } from './store.ts';
import type { TextStorage } from './text-storage.ts';
import { ValueStore } from './value-store.ts';

const PREFIX = 'holdfast-draft:';
const WRITE_DELAY_MS = 300;
const NEW = 'new';

/** Drafts in local storage, written shortly after the last key. */
export class Drafts implements DraftStore {
  readonly #parts: { storage: TextStorage; clock: Clock };
  readonly #stores = new Map<string, ValueStore<string>>();
  readonly #unwritten = new Map<string, () => void>();
  #isStarted = false;

  constructor(parts: { storage: TextStorage; clock: Clock }) {
    this.#parts = parts;
  }

  /** Kept drafts are told from now on: before, a page shows what its HTML has, which is none. */
  start(): void {
    this.#isStarted = true;
    for (const [sessionId, store] of this.#stores) {
      if (store.getSnapshot() === '') store.set(this.#load(sessionId));
    }
  }

  draftOf(sessionId: string): Store<string> {
    return this.#open(sessionId);
  }

  set(sessionId: string, text: string): void {
    this.#open(sessionId).set(text);
    this.#unwritten.get(sessionId)?.();
    const stopTimer = this.#parts.clock.after(WRITE_DELAY_MS, () => this.#write(sessionId));
    this.#unwritten.set(sessionId, stopTimer);
  }

  /**
   * Empties the draft that was sent, of its session or of a new one. The stored text goes only when `stored` has
   * resolved, so a crash in between leaves it in one place or in both, never in none.
   */
  sent(sessionId: string, text: string, stored: Promise<void>): void {
    for (const key of [sessionId, NEW]) {
      const draft = this.#open(key);
      if (draft.getSnapshot() !== text) continue;
      this.#unwritten.get(key)?.();
      this.#unwritten.delete(key);
      draft.set('');
      void stored.then(() => {
        if (draft.getSnapshot() === '') this.#write(key);
      });
    }
  }

  /** Writes what is not written yet: the page is about to go. */
  flush(): void {
    for (const sessionId of this.#unwritten.keys()) this.#write(sessionId);
  }

  #open(sessionId: string): ValueStore<string> {
    const known = this.#stores.get(sessionId);
    if (known) return known;
    const store = new ValueStore('');
    this.#stores.set(sessionId, store);
    if (this.#isStarted) store.set(this.#load(sessionId));
    return store;
  }

  #load(sessionId: string): string {
    return this.#parts.storage.get(PREFIX + sessionId) ?? '';
  }

  #write(sessionId: string): void {
    this.#unwritten.get(sessionId)?.();
    this.#unwritten.delete(sessionId);
    this.#parts.storage.set(PREFIX + sessionId, this.#open(sessionId).getSnapshot() || null);
  }
}
