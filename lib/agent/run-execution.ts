import { sleep, type Clock } from '#lib/base/clock.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import type { Message } from '#lib/protocol/message.ts';
import { decideAttempt, decideEnd, decideRelease, agentActor } from '#lib/session/decide/decide-run.ts';
import type { Decision, RunEnding, RunFacts, SessionControl } from '#lib/session/session-control.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import type { GroupCommitter } from '#lib/session/group-committer.ts';
import type { RunWriter, WriterStop } from '#lib/session/run-writer.ts';
import { runModelStep, type ModelStepEnd } from './models/model-step.ts';
import { createFault, type ProviderFault } from './models/provider-fault.ts';
import type { ModelRegistry } from './models/registry.ts';
import { buildPrompt, instructions } from './prompt.ts';
import type { RecoveryLimits } from './recovery-limits.ts';
import { chooseStrategy, foldProgress, type RunProgress } from './run-progress.ts';
import { StepMapper } from './step-mapper.ts';

export interface RunDependencies {
  readonly log: EventLog;
  readonly committer: GroupCommitter;
  readonly models: ModelRegistry;
  readonly clock: Clock;
  readonly limits: RecoveryLimits;
  readonly timeouts: { firstChunkTimeoutMs: number; betweenChunksTimeoutMs: number };
  readonly isPassing: (error: unknown) => boolean;
  readonly onError: (error: unknown, run: { runId: string }) => void;
}

export interface Claim {
  readonly sessionId: string;
  readonly run: RunFacts;
  readonly runEpoch: number;
  readonly attempt: number;
}

const cutShort = { length: 'answer-cut-at-length', 'content-filter': 'answer-filtered' } as const;

/** A wait longer than this is not sat out with the lease in hand: the run is parked. */
const MAX_HELD_WAIT_MS = 2_000;

/** One lease of one run: from the claim to its end, its release, or the loss of the lease. */
export class RunExecution {
  readonly claim: Claim;
  readonly #dependencies: RunDependencies;
  readonly #draining = new AbortController();
  #writer: RunWriter | undefined;
  #halted: WriterStop | undefined;
  #attempt: number;
  #usage: Usage = {};

  constructor(claim: Claim, dependencies: RunDependencies) {
    this.claim = claim;
    this.#dependencies = dependencies;
    this.#attempt = claim.attempt;
  }

  /** Never throws. When it returns, this worker has nothing more to do with the run. */
  async execute(): Promise<void> {
    const { onError, isPassing } = this.#dependencies;
    try {
      await this.#run();
    } catch (error) {
      onError(error, this.claim.run);
      // The log is away: the lease runs out, and whoever reaches the log first goes on. [R3]
      if (isPassing(error)) return;
      // A fault of ours would be met by the next worker, too.
      await this.#end({ reason: 'error', code: 'internal' }).catch((endError: unknown) =>
        onError(endError, this.claim.run),
      );
    }
  }

  /** Somebody else learned that the run is to be stopped, or is not ours any more. */
  halt(reason: WriterStop): void {
    this.#halted ??= reason;
    this.#writer?.halt(reason);
  }

  /** Gives the run to another worker at the next chunk. [R6] */
  drain(): void {
    this.#draining.abort('draining');
  }

  async #run(): Promise<void> {
    const { log, committer, models } = this.#dependencies;
    const { sessionId, run, runEpoch } = this.claim;
    let progress = foldProgress(sessionId, await log.readRun(sessionId, run.runId));
    // Asked for before the configuration changed.
    if (!models.listModels().some((model) => model.id === run.model)) {
      return this.#end({ reason: 'error', code: 'model-not-offered' });
    }
    const history = await log.readBranch(sessionId, progress.parentId);
    const writer = committer.openRun({
      sessionId,
      runId: run.runId,
      runEpoch,
      after: progress.lastSeq,
      actor: agentActor(run.agent),
    });
    this.#writer = writer;
    if (this.#halted) writer.halt(this.#halted);
    for (;;) {
      const { limits } = this.#dependencies;
      if (progress.answered) return this.#end({ reason: 'complete' });
      if (progress.fruitlessAttempts > limits.maxFruitlessAttempts || this.#attempt > limits.maxAttempts) {
        return this.#end({ reason: 'error', code: 'recovery-gave-up' });
      }
      const end = await this.#step(writer, progress, history);
      await writer.flush();
      if (writer.stop) return this.#afterStop(writer.stop);
      if (end.status === 'complete') {
        writer.push({ type: 'finish-step' });
        await writer.flush();
        if (writer.stop) return this.#afterStop(writer.stop);
        // The provider ended it, but not because all was said.
        const code =
          end.finishReason === 'length' || end.finishReason === 'content-filter'
            ? cutShort[end.finishReason]
            : undefined;
        return this.#end({ reason: 'complete', ...(code ? { code } : {}) });
      }
      if (end.status === 'aborted') return this.#release();
      progress = foldProgress(sessionId, await log.readRun(sessionId, run.runId));
      if (!(await this.#prepareRetry(writer, progress, end.fault))) return;
      progress = foldProgress(sessionId, await log.readRun(sessionId, run.runId));
    }
  }

  async #step(writer: RunWriter, progress: RunProgress, history: readonly Message[]): Promise<ModelStepEnd> {
    const { models, clock, timeouts, limits } = this.#dependencies;
    const { model, capabilities } = models.requireModel(this.claim.run.model);
    const { messages, trimmer } = buildPrompt(history, progress.stepText, capabilities.prefill);
    const mapper = new StepMapper({
      attempt: this.#attempt,
      step: progress.stepsDone + 1,
      openPartId: progress.openText?.id,
      trimmer,
    });
    // A step that goes on has started already.
    if (progress.stepText === '') writer.push({ type: 'start-step' });
    let chars = progress.stepText.length;
    const tooLong = new AbortController();
    const end = await runModelStep({
      model,
      instructions,
      messages,
      signal: AbortSignal.any([writer.stopped, this.#draining.signal, tooLong.signal]),
      clock,
      ...timeouts,
      onChunk: (chunk) => {
        for (const mapped of mapper.map(chunk)) {
          if ('delta' in mapped) chars += mapped.delta.length;
          writer.push(mapped);
        }
        if (chars > limits.maxAnswerChars) tooLong.abort('too long');
        return writer.hasRoom ? undefined : writer.ready();
      },
    });
    // What a broken-off call has held back may be half a repetition: the next attempt says it again if it is not.
    if (end.status === 'complete') for (const chunk of mapper.end()) writer.push(chunk);
    this.#usage = addUsage(this.#usage, end.usage);
    if (!tooLong.signal.aborted || end.status === 'complete') return end;
    const fault: ProviderFault = { ...createFault('malformed'), code: 'answer-too-long', retryable: false };
    return { ...end, status: 'failed', fault };
  }

  /** After a provider's failure: waits and starts another attempt, parks the run, or ends it. False: nothing to go on with. */
  async #prepareRetry(writer: RunWriter, progress: RunProgress, fault: ProviderFault): Promise<boolean> {
    const { limits, clock } = this.#dependencies;
    const failures = progress.fruitlessAttempts;
    const waitMs = Math.max(fault.retryAfterMs ?? 0, limits.backoffMs * 2 ** Math.max(0, failures - 1));
    if (!fault.retryable || failures > limits.maxProviderRetries || waitMs > limits.maxWaitMs) {
      await this.#end({ reason: 'error', code: fault.code });
      return false;
    }
    if (waitMs > MAX_HELD_WAIT_MS) {
      await this.#release({ inMs: waitMs, at: new Date(clock.now() + waitMs).toISOString() });
      return false;
    }
    await sleep(clock, waitMs, AbortSignal.any([writer.stopped, this.#draining.signal]));
    if (writer.stop) {
      await this.#afterStop(writer.stop);
      return false;
    }
    if (this.#draining.signal.aborted) {
      await this.#release();
      return false;
    }
    const strategy = chooseStrategy(progress, this.#attempt + 1);
    const attempt = { ...this.#held(), strategy, reason: fault.code };
    const { reply, lastSeq } = await this.#transact((control) => decideAttempt(control, attempt));
    if (reply.status === 'cancelled') await this.#end({ reason: 'cancelled' });
    if (reply.status !== 'started') return false;
    this.#attempt = reply.attempt;
    writer.advance(lastSeq);
    return true;
  }

  /** Fenced: another worker has it. Failed: the log was out of reach for too long, so another worker will. */
  async #afterStop(stop: WriterStop): Promise<void> {
    if (stop === 'cancelled') await this.#end({ reason: 'cancelled' });
  }

  async #end(ending: RunEnding): Promise<void> {
    const { models } = this.#dependencies;
    const usage = Object.keys(this.#usage).length > 0 ? { usage: this.#usage } : {};
    const end = { ...this.#held(), ending: { ...ending, ...usage }, defaultModel: models.defaultModel };
    await this.#transact((control) => decideEnd(control, end));
  }

  async #release(retry?: { inMs: number; at: string }): Promise<void> {
    const release = { ...this.#held(), ...(retry ? { retry } : {}) };
    await this.#transact((control) => decideRelease(control, release));
  }

  #held() {
    return { runId: this.claim.run.runId, runEpoch: this.claim.runEpoch };
  }

  /** Tried again while the database is away: each decision is fenced by the epoch, so a repetition does no harm. */
  async #transact<T>(
    decide: (control: SessionControl) => Decision<T>,
  ): Promise<{ reply: T; lastSeq: number }> {
    const { log, clock, limits, isPassing, onError } = this.#dependencies;
    const { sessionId, run } = this.claim;
    for (let waitMs = 100, waitedMs = 0; ; waitedMs += waitMs, waitMs = Math.min(waitMs * 2, 1_000)) {
      try {
        const result = await log.transact({ sessionId, runIds: [run.runId] }, decide);
        if (result.status === 'ok') return result;
      } catch (error) {
        if (!isPassing(error) || waitedMs > limits.maxWaitMs) throw error;
        onError(error, run);
      }
      await sleep(clock, waitMs);
    }
  }
}

function addUsage(total: Usage, more: Usage): Usage {
  const sum = { ...total };
  for (const key of ['inputTokens', 'outputTokens', 'totalTokens'] as const) {
    const value = more[key];
    if (value !== undefined) sum[key] = (sum[key] ?? 0) + value;
  }
  return sum;
}
