import type { Clock } from '#lib/base/clock.ts';

const WAIT_MS = 10_000;

/**
 * How many connections all sandboxes of this node have together, so that they never take those of the app: so many
 * calls at a time, the others wait their turn, and half as many that lie idle.
 */
export class ConnectionBudget {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #waiting: (() => void)[] = [];
  #active = 0;
  #open = 0;

  constructor({ clock, max }: { clock: Clock; max: number }) {
    this.#clock = clock;
    this.#max = max;
  }

  /** Whether a connection should rather be closed than kept for the next call. */
  get isCrowded(): boolean {
    return this.#open - this.#active >= this.#max / 2;
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
