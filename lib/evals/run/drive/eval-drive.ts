import { sleep } from '#lib/base/clock.ts';
import {
  EvalLeaseLost,
  extendEvalLease,
  finishEvalRun,
  releaseEvalLease,
  type ClaimedEvalRun,
} from '#lib/db/eval-rows.ts';
import { selectOpenTrials } from '#lib/db/eval-trial-rows.ts';
import type { Slots } from './slots.ts';
import { PAID_OUT, toFault, TrialAttempts, type AttemptDependencies } from './trial-attempts.ts';

export interface DriveDependencies extends AttemptDependencies {
  readonly slots: Slots;
  readonly timings: AttemptDependencies['timings'] & {
    readonly leaseMs: number;
    readonly heartbeatMs: number;
  };
}

/** One lease of one eval run: from the claim to its end, or to the next node. All it knows is in the database. */
export class EvalDrive {
  readonly run: ClaimedEvalRun;
  readonly #dependencies: DriveDependencies;
  /** The lease is lost, or this node goes: what is under way is left to others. */
  readonly #leaving = new AbortController();
  readonly #cancelled = new AbortController();
  readonly #failures: unknown[] = [];
  readonly #attempts: TrialAttempts;
  #heardAt: number;

  constructor(run: ClaimedEvalRun, dependencies: DriveDependencies) {
    this.run = run;
    this.#dependencies = dependencies;
    this.#heardAt = dependencies.clock.now();
    const signals = { leaving: this.#leaving.signal, cancelled: this.#cancelled.signal };
    this.#attempts = new TrialAttempts(run, signals, dependencies);
    if (run.isCancelled) this.#cancelled.abort();
  }

  /** Never throws. When it returns, this node has nothing more to do with the eval run. */
  async drive(): Promise<void> {
    const { db, onError, isPassing } = this.#dependencies;
    const beat = this.#beat();
    try {
      const ending = await this.#runTrials();
      const [failure] = this.#failures;
      if (failure !== undefined) throw failure;
      if (this.#leaving.signal.aborted) return await releaseEvalLease(db, this.run);
      await this.#finish(ending, null);
    } catch (error) {
      if (error instanceof EvalLeaseLost) return;
      onError(error, { evalRunId: this.run.evalRunId });
      // The database is away: the lease runs out, and whoever reaches it first goes on.
      if (isPassing(error)) return;
      await this.#finish('error', toFault(error)).catch((endError: unknown) => onError(endError, this.run));
    } finally {
      this.#leaving.abort();
      await beat;
    }
  }

  /** Gives the eval run to another node. */
  leave(): void {
    this.#leaving.abort();
  }

  /** Somebody wants it to stop, and this node knows already. */
  cancel(): void {
    this.#cancelled.abort();
  }

  async #runTrials(): Promise<'complete' | 'cancelled' | 'cost-limit'> {
    const { db, slots } = this.#dependencies;
    const { evalRunId } = this.run;
    const underWay = new Set<Promise<void>>();
    const stop = AbortSignal.any([this.#leaving.signal, this.#cancelled.signal]);
    for (const trial of await selectOpenTrials(db, evalRunId)) {
      const isBegun = trial.status === 'running';
      const give = await slots.take(isBegun ? this.#leaving.signal : stop);
      if (!give) break;
      if (!isBegun && (await this.#attempts.isPaidOut())) {
        give();
        break;
      }
      const working = this.#attempts
        .settle(trial)
        .catch((error: unknown) => {
          this.#failures.push(error);
          this.#leaving.abort();
        })
        .finally(() => {
          give();
          underWay.delete(working);
        });
      underWay.add(working);
    }
    await Promise.all(underWay);
    if (this.#cancelled.signal.aborted) return 'cancelled';
    return this.#attempts.isHeldByCost ? 'cost-limit' : 'complete';
  }

  #finish(ending: 'complete' | 'cancelled' | 'cost-limit' | 'error', fault: string | null): Promise<void> {
    const skipped = {
      complete: 'not begun',
      cancelled: 'the eval run was cancelled',
      'cost-limit': `not begun: ${PAID_OUT}`,
      error: 'not begun: the eval run broke',
    }[ending];
    return finishEvalRun(this.#dependencies.db, this.run, { ending, fault, skipped });
  }

  /** Keeps the lease until it leaves, and hears of a cancel on another node. */
  async #beat(): Promise<void> {
    const { db, clock, timings, onError } = this.#dependencies;
    for (;;) {
      await sleep(clock, timings.heartbeatMs, this.#leaving.signal);
      if (this.#leaving.signal.aborted) return;
      try {
        const held = await extendEvalLease(db, this.run, timings.leaseMs);
        if (!held) return this.#leaving.abort();
        if (held.isCancelled) this.#cancelled.abort();
        this.#heardAt = clock.now();
      } catch (error) {
        onError(error, { evalRunId: this.run.evalRunId });
        // Another node may have it by now.
        if (clock.now() - this.#heardAt > timings.leaseMs) return this.#leaving.abort();
      }
    }
  }
}
