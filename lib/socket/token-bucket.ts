import type { Clock } from '#lib/base/clock.ts';

/** So many at once, refilled at a steady rate. Holds one number and no timer. */
export class TokenBucket {
  readonly #intervalMs: number;
  readonly #burstMs: number;
  readonly #clock: Clock;
  /** When the bucket is full again. */
  #fullAtMs = -Infinity;

  constructor({ burst, perSecond, clock }: { burst: number; perSecond: number; clock: Clock }) {
    this.#intervalMs = 1000 / perSecond;
    this.#burstMs = (burst - 1) * this.#intervalMs;
    this.#clock = clock;
  }

  /** Takes one token. 0: it was there; else the milliseconds until one will be. */
  take(): number {
    const nowMs = this.#clock.now();
    // The upper bound is for a clock that was set back: it must not close the bucket for as long.
    const fullAtMs = Math.min(Math.max(this.#fullAtMs, nowMs), nowMs + this.#burstMs + this.#intervalMs);
    const waitMs = fullAtMs - nowMs - this.#burstMs;
    if (waitMs > 0) return Math.ceil(waitMs);
    this.#fullAtMs = fullAtMs + this.#intervalMs;
    return 0;
  }
}
