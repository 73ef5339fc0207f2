import { sleep, type Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import type { ClaimedEvalRun } from '#lib/db/eval-rows.ts';
import {
  beginTrial,
  saveBrokenTrial,
  saveGradedTrial,
  sumTrialCost,
  takeGradedTrial,
  type TrialRow,
} from '#lib/db/eval-trial-rows.ts';
import { conditionSchema } from '#lib/evals/model/eval-spec.ts';
import type { LoadedScenario } from '../scenario/load-scenarios.ts';
import type { ScenarioShelf } from './scenario-shelf.ts';
import type { TrialOutcome, TrialRunner } from './trial-runner.ts';

/** Of one trial. Only what broke for our reasons is tried again. */
const MAX_ATTEMPTS = 3;
const MAX_FAULT_CHARS = 1_000;
export const PAID_OUT = 'the eval run had spent what it may cost';
const nothingUsed = { costMicroUsd: 0, inputTokens: 0, outputTokens: 0 };

export interface AttemptDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly shelf: ScenarioShelf;
  readonly runner: TrialRunner;
  readonly timings: { readonly providerBackoffMs: number };
  readonly isPassing: (error: unknown) => boolean;
  readonly onError: (error: unknown, about: object) => void;
}

/** Tries the trials of an eval run, as far as its money goes. Whatever becomes of one, the others go on. */
export class TrialAttempts {
  /** Something was not begun, or not tried again, because of what it would cost. */
  isHeldByCost = false;
  readonly #run: ClaimedEvalRun;
  readonly #signals: { readonly leaving: AbortSignal; readonly cancelled: AbortSignal };
  readonly #dependencies: AttemptDependencies;

  constructor(
    run: ClaimedEvalRun,
    signals: { leaving: AbortSignal; cancelled: AbortSignal },
    dependencies: AttemptDependencies,
  ) {
    this.#run = run;
    this.#signals = signals;
    this.#dependencies = dependencies;
  }

  /** Asked before anything that costs more. `unsaved`: what the last attempt took. */
  async isPaidOut(unsaved = 0): Promise<boolean> {
    const { maxCostMicroUsd, evalRunId } = this.#run;
    if (maxCostMicroUsd === null) return false;
    const spent = unsaved + (await sumTrialCost(this.#dependencies.db, evalRunId));
    if (spent >= maxCostMicroUsd) this.isHeldByCost = true;
    return spent >= maxCostMicroUsd;
  }

  /** A trial, to its last attempt. */
  async settle(row: TrialRow): Promise<void> {
    const { db, clock, runner, timings } = this.#dependencies;
    const loaded = await this.#dependencies.shelf.find(this.#run.skillName, row.scenarioId);
    const { leaving, cancelled } = this.#signals;
    for (let trial = row; ;) {
      if (trial.status === 'waiting') {
        // What an attempt of its own has cost is not exchanged for the cost of another trial.
        if (trial.attempt === 0 && (await takeGradedTrial(db, this.#run, trial))) return;
        // A node that died in between had no time to.
        if (trial.sessionId !== null) await runner.discard(trial.sessionId);
        const sessionId = createId();
        await beginTrial(db, this.#run, { trialId: trial.id, sessionId });
        trial = { ...trial, status: 'running', sessionId, attempt: trial.attempt + 1 };
      }
      const outcome = await this.#attempt(trial, loaded);
      const isLast = await this.#save(trial, outcome);
      if (isLast) return;
      // The new attempt is of a new session; what is left of this one would only run on.
      await runner.discard(trial.sessionId ?? '');
      await sleep(clock, timings.providerBackoffMs * trial.attempt, AbortSignal.any([leaving, cancelled]));
      if (leaving.aborted || cancelled.aborted) return;
      trial = { ...trial, status: 'waiting', sessionId: null };
    }
  }

  async #attempt(trial: TrialRow, loaded: LoadedScenario | undefined): Promise<TrialOutcome> {
    const { sessionId } = trial;
    if (!loaded || sessionId === null) {
      const fault = `there is no scenario ${trial.scenarioId} any more`;
      return { kind: 'infra', fault, again: false, use: nothingUsed };
    }
    const { runner, isPassing, onError } = this.#dependencies;
    const condition = conditionSchema.parse(trial.condition);
    try {
      return await runner.run({ ...trial, sessionId, condition }, loaded, this.#signals);
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
        await saveGradedTrial(db, this.#run, trial.id, outcome.result);
        return true;
      case 'stopped':
        await saveBrokenTrial(db, this.#run, trial.id, { ...outcome, status: 'skipped' });
        return true;
      case 'infra': {
        const { use } = outcome;
        const mayAgain = outcome.again && trial.attempt < MAX_ATTEMPTS;
        const isHeld = mayAgain && (await this.isPaidOut(use.costMicroUsd));
        const again = mayAgain && !isHeld;
        const status = again ? 'waiting' : 'infra-failed';
        const fault = isHeld ? `${outcome.fault}; not tried again: ${PAID_OUT}` : outcome.fault;
        await saveBrokenTrial(db, this.#run, trial.id, { status, fault, use });
        return !again;
      }
    }
  }
}

export function toFault(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, MAX_FAULT_CHARS);
}
