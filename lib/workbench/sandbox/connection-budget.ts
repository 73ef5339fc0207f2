import type { Clock } from '#lib/base/clock.ts';

const WAIT_MS = 10_000;

/** Who may have connections that lie idle. `closeIdle` closes one of them; false when there is none. */
export interface IdleHolder {
  closeIdle(): boolean;
}

/**
 * How many connections all sandboxes of this node have together, so that they never take those of the app: so many
 * calls at a time, the others wait their turn, and half as many that lie idle. Of these the ones go first that were used
 * the longest ago: who is at work keeps theirs, for opening one costs more than most calls.
 */
export class ConnectionBudget {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #waiting: (() => void)[] = [];
  /** Who was used the longest ago comes first. */
  readonly #holders = new Set<IdleHolder>();
  #active = 0;
  #open = 0;

  constructor({ clock, max }: { clock: Clock; max: number }) {
    this.#clock = clock;
    this.#max = max;
  }

  /** Somebody is done with a connection and has left. At most one more lies idle by that, so at most one is closed. */
  keep(holder: IdleHolder): void {
    this.forget(holder);
    this.#holders.add(holder);
    if (this.#open - this.#active <= this.#max / 2) return;
    for (const oldest of this.#holders) {
      if (oldest.closeIdle()) return;
      this.#holders.delete(oldest);
    }
  }

  forget(holder: IdleHolder): void {
    this.#holders.delete(holder);
  }

  onOpen(): void {
    this.#open += 1;
  }

  onClose(): void {
    this.#open -= 1;
  }

  /** Answers with what gives the place back. */
  async enter(): Promise<() => void> {
    if (this.#active >= this.#max) await this.#wait();
    else this.#active += 1;
    let left = false;
    return () => {
      if (left) return;
      left = true;
      const next = this.#waiting.shift();
      // The place goes from hand to hand.
      if (next) next();
      else this.#active -= 1;
    };
  }

  #wait(): Promise<void> {
    return new Promise((resolve, reject) => {
      const enter = (): void => {
        cancel();
        resolve();
      };
      const cancel = this.#clock.after(WAIT_MS, () => {
        this.#waiting.splice(this.#waiting.indexOf(enter), 1);
        reject(new Error('timeout exceeded when trying to connect to a sandbox: too many are busy'));
      });
      this.#waiting.push(enter);
    });
  }
}
