import { type Clock, sleep, systemClock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';

export interface ShutdownStep {
  readonly name: string;
  /** The next step begins after this time at the latest. */
  readonly timeoutMs: number;
  run(): Promise<void> | void;
}

/** One Ctrl+C may come twice: from the terminal, and passed on by npm. */
const SAME_SIGNAL_MS = 1_000;

/**
 * Leaves in order: each step is given its time, and one that fails or hangs does not keep the later ones from theirs.
 * What a run still had to say is in the log; another worker, or the next start, goes on from there. [R6]
 */
export class Shutdown {
  readonly #steps: readonly ShutdownStep[];
  readonly #logger: Logger;
  readonly #clock: Clock;
  readonly #exit: (code: number) => void;
  #begunAtMs: number | undefined;

  constructor(dependencies: {
    steps: readonly ShutdownStep[];
    logger: Logger;
    exit: (code: number) => void;
    clock?: Clock;
  }) {
    this.#steps = dependencies.steps;
    this.#logger = dependencies.logger;
    this.#exit = dependencies.exit;
    this.#clock = dependencies.clock ?? systemClock;
  }

  /** SIGTERM and SIGINT begin it; one that comes later does not wait any longer. */
  listen(process: Pick<NodeJS.Process, 'on'>): void {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void this.begin(signal));
  }

  async begin(reason: string, exitCode = 0): Promise<void> {
    if (this.#begunAtMs !== undefined) {
      if (this.#clock.now() - this.#begunAtMs >= SAME_SIGNAL_MS) this.#exit(1);
      return;
    }
    this.#begunAtMs = this.#clock.now();
    this.#logger.info({ reason }, 'stopping');
    for (const step of this.#steps) await this.#run(step);
    this.#logger.info('stopped');
    this.#exit(exitCode);
  }

  async #run({ name, timeoutMs, run }: ShutdownStep): Promise<void> {
    const patience = new AbortController();
    const done = Promise.resolve()
      .then(run)
      .then(
        () => 'done' as const,
        (error: unknown) => void this.#logger.error({ error, step: name }, 'cannot stop in order'),
      );
    const late = sleep(this.#clock, timeoutMs, patience.signal).then(() => 'late' as const);
    if ((await Promise.race([done, late])) === 'late')
      this.#logger.warn({ step: name, timeoutMs }, 'stopping took too long');
    patience.abort();
  }
}
