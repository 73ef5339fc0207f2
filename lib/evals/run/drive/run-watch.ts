import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Database } from '#lib/db/client.ts';
import { findTrialRun, type TrialRunRow } from '#lib/db/eval-trial-rows.ts';
import type { EventLog } from '#lib/session/event-log.ts';

/** Waits for runs to end: at once where this node writes them, by polling where another one does. */
export class RunWatch {
  readonly #db: Database;
  readonly #log: Pick<EventLog, 'committed'>;
  readonly #clock: Clock;
  readonly #pollMs: number;

  constructor(dependencies: {
    db: Database;
    log: Pick<EventLog, 'committed'>;
    clock: Clock;
    pollMs: number;
  }) {
    this.#db = dependencies.db;
    this.#log = dependencies.log;
    this.#clock = dependencies.clock;
    this.#pollMs = dependencies.pollMs;
  }

  /** Undefined: aborted first. `gone`: somebody deleted its session. */
  async untilEnded(sessionId: string, signal: AbortSignal): Promise<TrialRunRow | 'gone' | undefined> {
    let hint = new AbortController();
    // Listen first, look second: an end that lands in between is then seen by one of the two.
    const stop = this.#log.committed.on((batch) => {
      if (batch.sessionId === sessionId && batch.events.some(({ type }) => type === 'run-end')) hint.abort();
    });
    try {
      while (!signal.aborted) {
        const run = await findTrialRun(this.#db, sessionId);
        if (!run) return 'gone';
        if (run.status === 'ended') return run;
        await this.#pause(AbortSignal.any([signal, hint.signal]));
        if (hint.signal.aborted) hint = new AbortController();
      }
      return undefined;
    } finally {
      stop();
    }
  }

  async findRunId(sessionId: string): Promise<string | undefined> {
    return (await findTrialRun(this.#db, sessionId))?.runId;
  }

  #pause(signal: AbortSignal): Promise<void> {
    return sleep(this.#clock, this.#pollMs, signal);
  }
}
