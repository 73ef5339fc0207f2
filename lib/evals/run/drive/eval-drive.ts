import { sleep, type Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import {
  EvalLeaseLost,
  extendEvalLease,
  finishEvalRun,
  releaseEvalLease,
  type ClaimedEvalRun,
} from '#lib/db/eval-rows.ts';
import {
  beginTrial,
  saveBrokenTrial,
  saveGradedTrial,
  selectOpenTrials,
  sumTrialCost,
  takeGradedTrial,
  type TrialRow,
} from '#lib/db/eval-trial-rows.ts';
import { conditionSchema } from '#lib/evals/model/eval-spec.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import type { ScenarioShelf } from './scenario-shelf.ts';
import type { Slots } from './slots.ts';
import type { TrialOutcome, TrialRunner } from './trial-runner.ts';

/** Of one trial. Only what broke for our reasons is tried again. */
const MAX_ATTEMPTS = 3;
const PAID_OUT = 'the eval run had spent what it may cost';
const MAX_FAULT_CHARS = 1_000;
const nothingUsed = { costMicroUsd: 0, inputTokens: 0, outputTokens: 0 };

export interface DriveDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly shelf: ScenarioShelf;
  readonly runner: TrialRunner;
  readonly slots: Slots;
  readonly timings: { leaseMs: number; heartbeatMs: number; providerBackoffMs: number };
  readonly isPassing: (error: unknown) => boolean;
  readonly onError: (error: unknown, about: object) => void;
}

/** One lease of one eval run: from the claim to its end, or to the next node. All it knows is in the database. */
export class EvalDrive {
  readonly run: ClaimedEvalRun;
  readonly #dependencies: DriveDependencies;
  /** The lease is lost, or this node goes: what is under way is left to others. */
  readonly #leaving = new AbortController();
  readonly #cancelled = new AbortController();
  readonly #failures: unknown[] = [];
  /** Something was not begun, or not tried again, because of what it would cost. */
  #isHeldByCost = false;
  #heardAt: number;

  constructor(run: ClaimedEvalRun, dependencies: DriveDependencies) {
    this.run = run;
    this.#dependencies = dependencies;
    this.#heardAt = dependencies.clock.now();
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
      if (!isBegun && (await this.#isPaidOut())) {
        give();
        break;
      }
      const working = this.#settle(trial)
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
    return this.#isHeldByCost ? 'cost-limit' : 'complete';
  }

  /** Asked before anything that costs more. `unsaved`: what the last attempt took. */
  async #isPaidOut(unsaved = 0): Promise<boolean> {
    const { maxCostMicroUsd, evalRunId } = this.run;
    if (maxCostMicroUsd === null) return false;
    const spent = unsaved + (await sumTrialCost(this.#dependencies.db, evalRunId));
    if (spent >= maxCostMicroUsd) this.#isHeldByCost = true;
    return spent >= maxCostMicroUsd;
  }

  /** A trial, to its last attempt. */
  async #settle(row: TrialRow): Promise<void> {
    const { db, clock, runner, timings } = this.#dependencies;
    const loaded = await this.#dependencies.shelf.find(this.run.skillName, row.scenarioId);
    const signals = { leaving: this.#leaving.signal, cancelled: this.#cancelled.signal };
    for (let trial = row; ;) {
      if (trial.status === 'waiting') {
        // What an attempt of its own has cost is not exchanged for the cost of another trial.
        if (trial.attempt === 0 && (await takeGradedTrial(db, this.run, trial))) return;
        // A node that died in between had no time to.
        if (trial.sessionId !== null) await runner.discard(trial.sessionId);
        const sessionId = createId();
        await beginTrial(db, this.run, { trialId: trial.id, sessionId });
        trial = { ...trial, status: 'running', sessionId, attempt: trial.attempt + 1 };
      }
      const outcome = await this.#attempt(trial, loaded, signals);
      const isLast = await this.#save(trial, outcome);
      if (isLast) return;
      // The new attempt is of a new session; what is left of this one would only run on.
      await runner.discard(trial.sessionId ?? '');
      await sleep(
        clock,
        timings.providerBackoffMs * trial.attempt,
        AbortSignal.any([signals.leaving, signals.cancelled]),
      );
      if (signals.leaving.aborted || signals.cancelled.aborted) return;
      trial = { ...trial, status: 'waiting', sessionId: null };
    }
  }

  async #attempt(
    trial: TrialRow,
    loaded: LoadedScenario | undefined,
    signals: { leaving: AbortSignal; cancelled: AbortSignal },
  ): Promise<TrialOutcome> {
    const { sessionId } = trial;
    if (!loaded || sessionId === null) {
      const fault = `there is no scenario ${trial.scenarioId} any more`;
      return { kind: 'infra', fault, again: false, use: nothingUsed };
    }
    const { runner, isPassing, onError } = this.#dependencies;
    const condition = conditionSchema.parse(trial.condition);
    try {
      return await runner.run({ ...trial, sessionId, condition }, loaded, signals);
    } catch (error) {
      // The database is away, for all of them. [F47]
      if (isPassing(error)) throw error;
      onError(error, { trialId: trial.id });
      return { kind: 'infra', fault: toFault(error), again: true, use: nothingUsed };
    }
  }

  /** False: it is to be tried again. */
  async #save(trial: TrialRow, outcome: TrialOutcome): Promise<boolean> {
    const { db } = this.#dependencies;
    switch (outcome.kind) {
      case 'left':
        return true;
      case 'graded':
        await saveGradedTrial(db, this.run, trial.id, outcome.result);
        return true;
      case 'stopped':
        await saveBrokenTrial(db, this.run, trial.id, { ...outcome, status: 'skipped' });
        return true;
      case 'infra': {
        const { use } = outcome;
        const mayAgain = outcome.again && trial.attempt < MAX_ATTEMPTS;
        const isHeld = mayAgain && (await this.#isPaidOut(use.costMicroUsd));
        const again = mayAgain && !isHeld;
        const status = again ? 'waiting' : 'infra-failed';
        const fault = isHeld ? `${outcome.fault}; not tried again: ${PAID_OUT}` : outcome.fault;
        await saveBrokenTrial(db, this.run, trial.id, { status, fault, use });
        return !again;
      }
    }
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

function toFault(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, MAX_FAULT_CHARS);
}
