import type { Clock } from '#lib/base/clock.ts';

/** A timer this late means that the device slept: the answer may lie unread in the socket. */
const SLEPT_MS = 1_000;
const AFTER_SLEEP_MS = 2_500;

interface Pending {
  settle(ack: unknown): void;
}

/** Requests that wait for their ack. Each is settled once: by its ack, by its time, or with all others. */
export class PendingRequests {
  readonly #clock: Clock;
  readonly #onOverdue: () => void;
  readonly #pending = new Set<Pending>();

  /** `onOverdue` runs before the overdue request is settled, and is expected to lose the others as well. */
  constructor({ clock, onOverdue }: { clock: Clock; onOverdue: () => void }) {
    this.#clock = clock;
    this.#onOverdue = onOverdue;
  }

  /** Returns what to call with the ack. `settle` gets the ack or `lost`. */
  add(timeoutMs: number, settle: (ack: unknown) => void): (ack: unknown) => void {
    let stopTimer = () => {};
    const pending: Pending = {
      settle: (ack) => {
        stopTimer();
        if (this.#pending.delete(pending)) settle(ack);
      },
    };
    const arm = (delayMs: number, mayExtend: boolean) => {
      const dueAt = this.#clock.now() + delayMs;
      stopTimer = this.#clock.after(delayMs, () => {
        if (mayExtend && this.#clock.now() - dueAt > SLEPT_MS) return arm(AFTER_SLEEP_MS, false);
        this.#onOverdue();
        pending.settle('lost');
      });
    };
    this.#pending.add(pending);
    arm(timeoutMs, true);
    return pending.settle;
  }

  loseAll(): void {
    for (const pending of this.#pending) pending.settle('lost');
  }
}
