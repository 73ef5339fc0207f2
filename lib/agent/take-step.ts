import type { Clock } from '#lib/base/clock.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { RunWriter } from '#lib/session/run-writer.ts';
import { addUsage, usageOf } from '#lib/state/usage-of.ts';
import { buildPrompt } from './context/build-prompt.ts';
import type { Compactor } from './context/compactor.ts';
import { callForText } from './call-for-text.ts';
import { estimateUsage } from './models/estimate-usage.ts';
import { runModelStep, type ModelStepEnd } from './models/model-step.ts';
import { createFault, type ProviderFault } from './models/provider-fault.ts';
import type { ModelRegistry } from './models/registry.ts';
import type { RunProgress } from './run-progress.ts';
import { StepMapper } from './step-mapper.ts';
import { boundInput } from './tools/bound-input.ts';
import type { Toolbox } from './tools/toolbox.ts';

export interface StepLimits {
  readonly maxAnswerChars: number;
  readonly toolResultBytes: number;
}

export interface StepTimeouts {
  readonly firstChunkTimeoutMs: number;
  readonly betweenChunksTimeoutMs: number;
}

export type StepEnd =
  | (ModelStepEnd & { readonly toolCalls: number })
  /** The conversation does not fit the model's window, whatever is left out. */
  | { readonly status: 'full' };

export interface StepInput {
  attempt: number;
  model: string;
  models: ModelRegistry;
  /** With every call, whatever else is left out. */
  instructions: string;
  toolbox: Toolbox;
  progress: RunProgress;
  history: readonly Message[];
  writer: RunWriter;
  draining: AbortSignal;
  clock: Clock;
  limits: StepLimits;
  timeouts: StepTimeouts;
  compactor: Compactor;
  /** Of the run's budget; undefined: as long as it takes. */
  timeLeftMs: number | undefined;
}

/** One model call of a run, from its `start-step` to its `finish-step`, or on from where an earlier one broke off. */
export async function takeStep(step: StepInput): Promise<StepEnd> {
  const { progress, writer, limits, clock } = step;
  const { model, capabilities } = step.models.requireModel(step.model);
  const fitted = await fitContext(step);
  if (fitted.status === 'full') return fitted;
  const signal = AbortSignal.any([writer.stopped, step.draining]);
  if (fitted.status === 'aborted' || signal.aborted)
    return { status: 'aborted', usage: {}, ignoredParts: 0, toolCalls: 0 };
  const { messages, trimmer } = buildPrompt({
    history: step.history,
    own: fitted.own,
    capabilities,
    model: step.model,
    tools: listTools(step),
  });
  const tools = capabilities.tools ? step.toolbox.describe() : undefined;
  const mapper = new StepMapper({
    attempt: step.attempt,
    step: progress.stepsDone + 1,
    openPartId: progress.openText?.id,
    trimmer,
  });
  if (!progress.hasOpenStep) writer.push({ type: 'start-step' });
  let answer = '';
  let toolCalls = 0;
  // Aborts with the code that the run ends with.
  const bounds = new AbortController();
  const stopTimer =
    step.timeLeftMs === undefined
      ? undefined
      : clock.after(step.timeLeftMs, () => bounds.abort('budget-time'));
  const end = await runModelStep({
    model,
    instructions: step.instructions,
    messages,
    ...(tools ? { tools } : {}),
    price: capabilities.price,
    signal: AbortSignal.any([signal, bounds.signal]),
    clock,
    ...step.timeouts,
    onChunk: (chunk) => {
      for (const mapped of mapper.map(chunk)) {
        answer += deltaOf(mapped);
        if (isWholeCall(mapped)) toolCalls += 1;
        writer.push(boundInput(mapped, limits.toolResultBytes));
      }
      if (progress.stepText.length + answer.length > limits.maxAnswerChars) bounds.abort('answer-too-long');
      return writer.hasRoom ? undefined : writer.ready();
    },
  }).finally(() => stopTimer?.());
  if (end.status === 'complete') {
    // What a broken-off call has held back may be half a repetition: the next attempt says it again if it is not.
    for (const chunk of mapper.end()) writer.push(chunk);
    writer.push({ type: 'finish-step', finishReason: end.finishReason, usage: end.usage });
    const compacted = usageOf(fitted.own.slice(progress.parts.length));
    return { ...end, usage: addUsage(compacted, end.usage), toolCalls };
  }
  const isCharged = answer !== '' && Object.keys(end.usage).length === 0;
  const prompt = [step.instructions, messages, tools ?? null];
  const usage = isCharged ? estimateUsage({ prompt, answer }, capabilities.price) : end.usage;
  if (!bounds.signal.aborted) return { ...end, usage, toolCalls };
  const fault: ProviderFault = {
    ...createFault('malformed'),
    code: String(bounds.signal.reason),
    retryable: false,
  };
  return { ...end, usage, status: 'failed', fault, toolCalls };
}

/**
 * A step that broke off when tool calls had arrived whole is over: the model has said what it wants done, and asked
 * again it might want it twice. [R4]
 */
export function finishCutStep(writer: RunWriter, progress: RunProgress): void {
  if (progress.openText) writer.push({ type: 'text-end', id: progress.openText.id });
  writer.push({ type: 'finish-step', finishReason: 'tool-calls' });
}

/** Leaves out what does not fit, by records that are in the log before the call that relies on them. */
async function fitContext(step: StepInput) {
  const { model, capabilities } = step.models.requireModel(step.model);
  const { progress, writer, draining, clock, timeouts } = step;
  const fitted = await step.compactor.fit({
    history: step.history,
    own: progress.parts,
    instructions: step.instructions,
    tools: listTools(step),
    capabilities,
    model: step.model,
    callModel: (request) =>
      callForText({
        ...request,
        model,
        price: capabilities.price,
        clock,
        timeouts,
        signal: AbortSignal.any([writer.stopped, draining]),
      }),
  });
  if (fitted.status === 'fits' && fitted.chunks.length > 0) {
    for (const chunk of fitted.chunks) writer.push(chunk);
    await writer.flush();
  }
  return fitted;
}

function listTools({ models, model, toolbox }: StepInput) {
  return models.requireModel(model).capabilities.tools ? toolbox.list() : [];
}

function isWholeCall(chunk: Chunk): boolean {
  if (chunk.type !== 'tool-input-available' && chunk.type !== 'tool-input-error') return false;
  return chunk.providerExecuted !== true;
}

function deltaOf(chunk: Chunk): string {
  if (chunk.type === 'tool-input-delta') return chunk.inputTextDelta;
  return 'delta' in chunk ? chunk.delta : '';
}
