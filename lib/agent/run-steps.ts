import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import type { RunWriter, WriterStop } from '#lib/session/run-writer.ts';
import type { RunEnding } from '#lib/session/session-control.ts';
import { addUsage } from '#lib/state/usage-of.ts';
import { RunBudget, type BudgetLimits, type SpentToday } from './budget/run-budget.ts';
import { Compactor } from './context/compactor.ts';
import type { ProviderFault } from './models/provider-fault.ts';
import type { ModelRegistry } from './models/registry.ts';
import type { RecoveryLimits } from './recovery-limits.ts';
import type { RunLease } from './run-lease.ts';
import { chooseStrategy, foldProgress, type RunProgress } from './run-progress.ts';
import { finishCutStep, takeStep, type StepTimeouts } from './take-step.ts';
import { ToolPhase, type ToolLimits } from './tools/tool-phase.ts';
import type { ApprovalMode } from './tools/tool-policy.ts';
import type { Toolbox } from './tools/toolbox.ts';

export interface StepsDependencies {
  readonly log: Pick<EventLog, 'readRun'>;
  readonly models: ModelRegistry;
  readonly clock: Clock;
  readonly limits: RecoveryLimits & ToolLimits;
  /** Default: none. */
  readonly budget?: BudgetLimits;
  readonly timeouts: StepTimeouts;
  /** Default: `ask`. */
  readonly approvals?: ApprovalMode;
  readonly onError: (error: unknown, run: { runId: string }) => void;
}

/** What is to become of the lease. `left`: it is gone already, or will be. */
export type StepsEnd =
  | { readonly status: 'ended'; readonly ending: RunEnding }
  | { readonly status: 'released'; readonly retry?: { inMs: number; at: string } }
  | { readonly status: 'left' };

const codes: Partial<Record<string, string>> = {
  length: 'answer-cut-at-length',
  'content-filter': 'answer-filtered',
};

/** A wait longer than this is not sat out with the lease in hand: the run is parked. */
const MAX_HELD_WAIT_MS = 2_000;

/**
 * The loop of a run under one lease: a model call, the tools that it asked for, the next model call, until all is said.
 * Each round begins with what the log holds, and with nothing else.
 */
export class RunSteps {
  readonly #dependencies: StepsDependencies;
  readonly #lease: RunLease;
  readonly #writer: RunWriter;
  readonly #instructions: string;
  readonly #toolbox: Toolbox;
  readonly #history: readonly Message[];
  readonly #draining: AbortSignal;
  readonly #tools: ToolPhase;
  readonly #compactor = new Compactor();
  readonly #spent: SpentToday;
  /** Of the run, as far as they were read here: what is in the log stays as it is, so only newer ones are asked for. */
  #events: readonly Event[] = [];
  #progress: RunProgress;
  /** Of model calls that the log has no finished step for. */
  #unrecorded: Usage = {};
  #attempt: number;

  constructor(
    run: {
      lease: RunLease;
      writer: RunWriter;
      instructions: string;
      toolbox: Toolbox;
      history: readonly Message[];
      draining: AbortSignal;
      progress: RunProgress;
      spent: SpentToday;
    },
    dependencies: StepsDependencies,
  ) {
    this.#dependencies = dependencies;
    this.#lease = run.lease;
    this.#writer = run.writer;
    this.#instructions = run.instructions;
    this.#toolbox = run.toolbox;
    this.#history = run.history;
    this.#draining = run.draining;
    this.#progress = run.progress;
    this.#spent = run.spent;
    this.#attempt = run.lease.claim.attempt;
    const { clock, limits, approvals, onError } = dependencies;
    this.#tools = new ToolPhase({
      ...run,
      clock,
      limits,
      mode: approvals ?? 'ask',
      onFault: (error) => onError(error, run.lease.claim.run),
    });
  }

  /** Of all finished steps, and of the calls under this lease that broke off: a stop at the last moment is not free. [R5] */
  get usage(): Usage {
    return addUsage(this.#progress.usage, this.#unrecorded);
  }

  async run(): Promise<StepsEnd> {
    for (;;) {
      if (this.#writer.stop) return toStepsEnd(this.#writer.stop);
      const budget = this.#createBudget();
      const ending = this.#findEnding();
      if (ending) return { status: 'ended', ending };
      if (this.#draining.aborted) return { status: 'released' };
      for (const warning of budget?.takeWarnings() ?? []) this.#writer.push(warning);
      const exhausted = budget?.check();
      if (exhausted) {
        // Which budget it was is in the parts: the code alone does not say whose.
        await this.#writer.flush();
        if (this.#writer.stop) return toStepsEnd(this.#writer.stop);
        return { status: 'ended', ending: { reason: 'error', code: exhausted.code } };
      }
      const end = await this.#next(budget?.timeLeftMs);
      if (end) return end;
      await this.#look();
    }
  }

  async #next(timeLeftMs: number | undefined): Promise<StepsEnd | undefined> {
    if (this.#progress.cutCalls.length > 0) {
      finishCutStep(this.#writer, this.#progress);
      await this.#writer.flush();
      return undefined;
    }
    return this.#progress.openCalls.length > 0 ? this.#useTools() : this.#takeStep(timeLeftMs);
  }

  async #useTools(): Promise<StepsEnd | undefined> {
    const end = await this.#tools.run(this.#progress);
    if (end === 'cancelled') return toStepsEnd('cancelled');
    return end === 'left' ? { status: 'left' } : undefined;
  }

  async #takeStep(timeLeftMs: number | undefined): Promise<StepsEnd | undefined> {
    const { run } = this.#lease.claim;
    const end = await takeStep({
      ...this.#dependencies,
      attempt: this.#attempt,
      model: run.model,
      instructions: this.#instructions,
      toolbox: this.#toolbox,
      progress: this.#progress,
      history: this.#history,
      writer: this.#writer,
      draining: this.#draining,
      compactor: this.#compactor,
      timeLeftMs,
    });
    await this.#writer.flush();
    if (end.status !== 'full' && (this.#writer.stop || end.status !== 'complete'))
      this.#unrecorded = addUsage(this.#unrecorded, end.usage);
    if (this.#writer.stop) return undefined;
    if (end.status === 'full') return { status: 'ended', ending: { reason: 'error', code: 'context-full' } };
    if (end.status === 'complete') {
      if (end.toolCalls > 0) return undefined;
      // Nothing is left to be done: the log need not be read again to know it.
      const usage = addUsage(this.#progress.usage, end.usage);
      this.#progress = { ...this.#progress, usage };
      return { status: 'ended', ending: toAnswered(end.finishReason) };
    }
    if (end.status === 'aborted') return { status: 'released' };
    await this.#look();
    return this.#retry(end.fault);
  }

  #createBudget(): RunBudget | undefined {
    const { budget: limits } = this.#dependencies;
    const run = { progress: this.#progress, spent: this.#spent, unrecorded: this.#unrecorded };
    return limits && new RunBudget({ limits, ...run });
  }

  #findEnding(): RunEnding | undefined {
    const { limits } = this.#dependencies;
    const { answered, finishReason, fruitlessAttempts, attempts } = this.#progress;
    if (answered) return toAnswered(finishReason);
    if (fruitlessAttempts > limits.maxFruitlessAttempts || attempts > limits.maxAttempts) {
      return { reason: 'error', code: 'recovery-gave-up' };
    }
    return undefined;
  }

  /** After a provider's failure: waits and starts another attempt, parks the run, or ends it. */
  async #retry(fault: ProviderFault): Promise<StepsEnd | undefined> {
    const { limits, clock } = this.#dependencies;
    const failures = this.#progress.fruitlessAttempts;
    const waitMs = Math.max(fault.retryAfterMs ?? 0, limits.backoffMs * 2 ** Math.max(0, failures - 1));
    if (!fault.retryable || failures > limits.maxProviderRetries || waitMs > limits.maxWaitMs) {
      return { status: 'ended', ending: { reason: 'error', code: fault.code } };
    }
    if (waitMs > MAX_HELD_WAIT_MS) {
      const at = new Date(clock.now() + waitMs).toISOString();
      return { status: 'released', retry: { inMs: waitMs, at } };
    }
    await sleep(clock, waitMs, AbortSignal.any([this.#writer.stopped, this.#draining]));
    if (this.#writer.stop) return undefined;
    if (this.#draining.aborted) return { status: 'released' };
    const strategy = chooseStrategy(this.#progress, this.#attempt + 1);
    const { reply, lastSeq } = await this.#lease.startAttempt(strategy, fault.code);
    if (reply.status === 'cancelled') return toStepsEnd('cancelled');
    if (reply.status !== 'started') return { status: 'left' };
    this.#attempt = reply.attempt;
    this.#writer.advance(lastSeq);
    return undefined;
  }

  async #look(): Promise<void> {
    const { sessionId, run } = this.#lease.claim;
    const { log } = this.#dependencies;
    const newer = await log.readRun(sessionId, run.runId, this.#events.at(-1)?.seq);
    this.#events = [...this.#events, ...newer];
    this.#progress = foldProgress(sessionId, this.#events);
  }
}

/** Fenced: another worker has it. Failed: the log was out of reach for too long, so another worker will. */
function toStepsEnd(stop: WriterStop): StepsEnd {
  return stop === 'cancelled' ? { status: 'ended', ending: { reason: 'cancelled' } } : { status: 'left' };
}

/** The provider may have ended it, but not because all was said. */
function toAnswered(finishReason: string | undefined): RunEnding {
  const code = codes[finishReason ?? ''];
  return { reason: 'complete', ...(code === undefined ? {} : { code }) };
}
