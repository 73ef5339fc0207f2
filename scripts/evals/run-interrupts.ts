const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
/** One press of Ctrl-C may come twice: from the terminal, and passed on by npm. */
const SAME_PRESS_MS = 300;

/** Ctrl-C, as a wish: the first one to stop, the second one to leave. */
export class Interrupts {
  readonly #stop = new AbortController();
  readonly #leave = new AbortController();
  readonly #now: () => number;
  #pressedAt: number | undefined;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  get stop(): AbortSignal {
    return this.#stop.signal;
  }

  get leave(): AbortSignal {
    return this.#leave.signal;
  }

  /** Returns what puts the usual behaviour back. */
  listen(from: Pick<NodeJS.Process, 'on' | 'off'> = process): () => void {
    const press = (): void => this.press();
    for (const name of SIGNALS) from.on(name, press);
    return () => {
      for (const name of SIGNALS) from.off(name, press);
    };
  }

  press(): void {
    const now = this.#now();
    const isSame = this.#pressedAt !== undefined && now - this.#pressedAt < SAME_PRESS_MS;
    if (isSame) return;
    if (this.#pressedAt !== undefined) this.#leave.abort();
    this.#pressedAt = now;
    this.#stop.abort();
  }
}
