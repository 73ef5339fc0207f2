import type { Clock } from '#lib/base/clock.ts';

const WINDOW_MS = 60_000;
/** More networks than this at once is an attack of another kind; the oldest are forgotten first. */
const MAX_NETWORKS = 10_000;

/** Counts handshakes that brought no login, per client network and minute. Who is signed in is never counted. */
export class HandshakeLimit {
  readonly #maxPerMinute: number;
  readonly #clock: Clock;
  readonly #windows = new Map<string, { endsAtMs: number; count: number }>();

  constructor({ maxPerMinute, clock }: { maxPerMinute: number; clock: Clock }) {
    this.#maxPerMinute = maxPerMinute;
    this.#clock = clock;
  }

  /** Milliseconds to wait; 0 while there are attempts left. */
  findWaitMs(network: string): number {
    const window = this.#windows.get(network);
    if (!window || window.count < this.#maxPerMinute) return 0;
    return Math.max(0, window.endsAtMs - this.#clock.now());
  }

  /** Counts one that brought no login. Answers like `findWaitMs` did before it. */
  count(network: string): number {
    const waitMs = this.findWaitMs(network);
    if (waitMs > 0) return waitMs;
    const nowMs = this.#clock.now();
    const window = this.#windows.get(network);
    if (window && window.endsAtMs > nowMs) window.count += 1;
    else this.#open(network, nowMs);
    return 0;
  }

  #open(network: string, nowMs: number): void {
    this.#windows.delete(network);
    this.#windows.set(network, { endsAtMs: nowMs + WINDOW_MS, count: 1 });
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size <= MAX_NETWORKS) return;
      this.#windows.delete(oldest);
    }
  }
}
