import { sleep, type Clock } from '#lib/base/clock.ts';
import type { RunStrategy } from '#lib/protocol/event.ts';
import { decideAsk, decideExpire, decidePark, type Question } from '#lib/session/decide/decide-approval.ts';
import { decideAttempt, decideEnd, decideRelease } from '#lib/session/decide/decide-run.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import type { DayBudgets } from '#lib/session/decide/day-budget.ts';
import type { Decision, RunEnding, RunFacts, SessionControl } from '#lib/session/session-control.ts';
import type { BudgetLimits } from './budget/run-budget.ts';

export interface Claim {
  readonly sessionId: string;
  readonly run: RunFacts;
  readonly runEpoch: number;
  readonly attempt: number;
}

/** What the holder of a run may decide about it. Every decision is fenced by the epoch of the claim. [L4] */
export class RunLease {
  readonly claim: Claim;
  readonly #log: Pick<EventLog, 'transact'>;
  readonly #clock: Clock;
  readonly #defaultModel: string;
  readonly #dayBudgets: DayBudgets | undefined;
  /** How long the log may be away. */
  readonly #maxWaitMs: number;
  readonly #isPassing: (error: unknown) => boolean;
  readonly #onError: (error: unknown, run: { runId: string }) => void;

  constructor(dependencies: {
    claim: Claim;
    log: Pick<EventLog, 'transact'>;
    clock: Clock;
    defaultModel: string;
    budget?: Pick<BudgetLimits, 'userDayCostUsd' | 'dayCostUsd'>;
    maxWaitMs: number;
    isPassing: (error: unknown) => boolean;
    onError: (error: unknown, run: { runId: string }) => void;
  }) {
    this.claim = dependencies.claim;
    this.#log = dependencies.log;
    this.#clock = dependencies.clock;
    this.#defaultModel = dependencies.defaultModel;
    const { budget } = dependencies;
    this.#dayBudgets = budget && { userUsd: budget.userDayCostUsd, everybodyUsd: budget.dayCostUsd };
    this.#maxWaitMs = dependencies.maxWaitMs;
    this.#isPassing = dependencies.isPassing;
    this.#onError = dependencies.onError;
  }

  async end(ending: RunEnding): Promise<void> {
    const end = { ...this.#held(), ending, defaultModel: this.#defaultModel, dayBudgets: this.#dayBudgets };
    await this.#transact((control) => decideEnd(control, end), { withSpent: true });
  }

  async release(retry?: { inMs: number; at: string }): Promise<void> {
    const release = { ...this.#held(), ...(retry ? { retry } : {}) };
    await this.#transact((control) => decideRelease(control, release));
  }

  /** Another attempt under this lease. */
  async startAttempt(strategy: RunStrategy, reason: string) {
    const attempt = { ...this.#held(), strategy, reason };
    return this.#transact((control) => decideAttempt(control, attempt));
  }

  /** Puts those questions that nobody has answered for the whole session; `granted` are the calls of the others. */
  async ask(questions: readonly Question[]) {
    const held = this.#held();
    return this.#transact((control) => {
      // What a tool may do in this session says nothing about whether it did it already. [R4]
      const isGranted = ({ why, toolName }: Question) =>
        why !== 'unknown-outcome' && control.grants.includes(toolName);
      const asked = questions.filter((question) => !isGranted(question));
      const decision = decideAsk(control, { ...held, questions: asked });
      const granted = questions.filter(isGranted).map(({ toolCallId }) => toolCallId);
      return { ...decision, reply: { ...decision.reply, granted } };
    });
  }

  async park() {
    return this.#transact((control) => decidePark(control, this.#held()));
  }

  async expire() {
    return this.#transact((control) => decideExpire(control, this.#held()));
  }

  #held() {
    return { runId: this.claim.run.runId, runEpoch: this.claim.runEpoch };
  }

  /** Tried again while the database is away: each decision is fenced by the epoch, so a repetition does no harm. */
  async #transact<T>(
    decide: (control: SessionControl) => Decision<T>,
    look: { withSpent?: boolean } = {},
  ): Promise<{ reply: T; lastSeq: number }> {
    const { sessionId, run } = this.claim;
    for (let waitMs = 100, waitedMs = 0; ; waitedMs += waitMs, waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        const result = await this.#log.transact({ sessionId, runIds: [run.runId], ...look }, decide);
        if (result.status === 'ok') return result;
      } catch (error) {
        if (!this.#isPassing(error) || waitedMs > this.#maxWaitMs) throw error;
        this.#onError(error, run);
      }
      await sleep(this.#clock, waitMs);
    }
  }
}
