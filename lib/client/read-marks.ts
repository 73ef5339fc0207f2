import type { Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { PageSignals } from './page-signals.ts';
import type { SocketPort } from './socket-port.ts';

const DELAY_MS = 1_000;

/** Tells the server how far a session was read: once a second at most, and only what was on a visible page. */
export class ReadMarks {
  readonly #parts: { sessionId: string; port: SocketPort; clock: Clock; page: PageSignals };
  #readSeq = 0;
  #toldSeq = 0;
  #stopTimer: (() => void) | undefined;

  constructor(parts: { sessionId: string; port: SocketPort; clock: Clock; page: PageSignals }) {
    this.#parts = parts;
  }

  /** The end of the transcript, at `seq`, is in sight. */
  mark(seq: number): void {
    this.#readSeq = Math.max(this.#readSeq, seq);
    this.tellSoon();
  }

  /** Also when the page is shown again: what came meanwhile is in sight now. */
  tellSoon(): void {
    if (this.#readSeq <= this.#toldSeq) return;
    this.#stopTimer ??= this.#parts.clock.after(DELAY_MS, () => {
      this.#stopTimer = undefined;
      this.#tell();
    });
  }

  stop(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
  }

  #tell(): void {
    const { port, sessionId, page } = this.#parts;
    const seq = this.#readSeq;
    if (!port.connected || !page.visible || seq <= this.#toldSeq) return;
    this.#toldSeq = seq;
    port.request('command', { commandId: createId(), sessionId, type: 'mark-read', seq }, (outcome) => {
      // Best effort: the next mark says it again.
      if (outcome === 'lost' || !outcome.ok) this.#toldSeq = Math.min(this.#toldSeq, seq - 1);
    });
  }
}
