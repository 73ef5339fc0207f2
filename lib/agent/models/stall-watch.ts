import type { Clock } from '#lib/base/clock.ts';

/**
 * Calls `onStall` once when nothing came in time. Hearing something costs a reading of the clock, not a new timer:
 * the one that runs looks when it fires whether it came too early.
 */
export class StallWatch {
  #clock: Clock;
  #onStall: () => void;
  #deadlineMs = 0;
  #firesAtMs = Infinity;
  #cancel = () => {};
  #stopped = false;
  stalled = false;

  constructor(clock: Clock, onStall: () => void) {
    this.#clock = clock;
    this.#onStall = onStall;
  }

  /** The next sign of life is due within `timeoutMs` from now. */
  expect(timeoutMs: number): void {
    if (this.#stopped) return;
    this.#deadlineMs = this.#clock.now() + timeoutMs;
    if (this.#deadlineMs < this.#firesAtMs) this.#arm();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #arm(): void {
    this.#cancel();
    this.#firesAtMs = this.#deadlineMs;
    this.#cancel = this.#clock.after(this.#deadlineMs - this.#clock.now(), () => {
      this.#firesAtMs = Infinity;
      if (this.#clock.now() < this.#deadlineMs) return this.#arm();
      this.#stopped = true;
      this.stalled = true;
      this.#onStall();
    });
  }
}
