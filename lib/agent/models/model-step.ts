import {
  experimental_streamLanguageModelCall as streamLanguageModelCall,
  type FinishReason,
  type LanguageModel,
  type ModelMessage,
  type ToolSet,
} from 'ai';
import type { Clock } from '#lib/base/clock.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import { classifyProviderFault, createFault, type ProviderFault } from './provider-fault.ts';
import { raceAbort, readUntilAborted } from './read-until-aborted.ts';
import { StallWatch } from './stall-watch.ts';
import type { ModelPrice } from './prices.ts';
import { StepChunks } from './step-chunks.ts';
import { toUsage } from './to-usage.ts';

export interface ModelStepOptions {
  model: LanguageModel;
  instructions?: string;
  messages: ModelMessage[];
  /** Without `execute`: a call of one comes out as a chunk, and running it is the run loop's. */
  tools?: ToolSet;
  maxOutputTokens?: number;
  /** Absent: what the call cost stays unknown. */
  price?: ModelPrice | undefined;
  /** Ends the step as `aborted`, and the request with it. */
  signal: AbortSignal;
  clock: Clock;
  /** Until the first content, and between two pieces of it. [R7] */
  firstChunkTimeoutMs: number;
  betweenChunksTimeoutMs: number;
  /** In order; the next chunk waits for it, and so does the provider. What it throws, the step throws. */
  onChunk: (chunk: Chunk) => void | Promise<void>;
}

export type ModelStepEnd = StepTally &
  (
    | { status: 'complete'; finishReason: FinishReason }
    | { status: 'failed'; fault: ProviderFault; error?: unknown }
    | { status: 'aborted' }
  );

interface StepTally {
  usage: Usage;
  /** Parts that were out of order or of a kind nobody knows. */
  ignoredParts: number;
}

/**
 * One call of a model, without retries, as the chunks that go into the log. The only place that knows how AI SDK
 * reports failures: requests that reject, streams that throw, `error` parts after which the stream goes on, bodies
 * that end without a finish. All of them come back as one `failed`, with the text part they broke off still open.
 * Never logs.
 */
export async function runModelStep(options: ModelStepOptions): Promise<ModelStepEnd> {
  const { signal, clock, onChunk, firstChunkTimeoutMs, betweenChunksTimeoutMs, price, ...call } = options;
  const request = new AbortController();
  const onAbort = () => request.abort(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort);
  const watch = new StallWatch(clock, () =>
    request.abort(new DOMException('no content in time', 'TimeoutError')),
  );
  watch.expect(firstChunkTimeoutMs);

  const chunks = new StepChunks();
  let finish: { finishReason: FinishReason; usage: Usage } | undefined;
  const tally = (): StepTally => ({ usage: finish?.usage ?? {}, ignoredParts: chunks.ignored });
  const fail = (fault: ProviderFault, error?: unknown): ModelStepEnd => ({
    status: 'failed',
    fault,
    ...(error === undefined ? {} : { error }),
    ...tally(),
  });
  let consuming = false;
  try {
    const { stream } = await raceAbort(
      streamLanguageModelCall({ ...call, abortSignal: request.signal }),
      request.signal,
    );
    for await (const part of readUntilAborted(stream, request.signal)) {
      if (part.type === 'error') {
        if (chunks.ignore(part.error)) continue;
        return fail(classifyProviderFault(part.error), part.error);
      }
      // Of two finishes the first says how the answer ended.
      if (part.type === 'model-call-end')
        finish ??= { finishReason: part.finishReason, usage: toUsage(part.usage, price) };
      for (const chunk of chunks.next(part)) {
        watch.expect(betweenChunksTimeoutMs);
        consuming = true;
        const taken = onChunk(chunk);
        if (taken) await taken;
        consuming = false;
      }
    }
    if (signal.aborted) return { status: 'aborted', ...tally() };
    if (!finish || finish.finishReason === 'interrupted') return fail(createFault('cut'));
    if (finish.finishReason === 'error') return fail(createFault('server'));
    consuming = true;
    for (const chunk of chunks.end()) await onChunk(chunk);
    return { status: 'complete', finishReason: finish.finishReason, ...tally() };
  } catch (error) {
    if (consuming) throw error;
    if (signal.aborted) return { status: 'aborted', ...tally() };
    return fail(watch.stalled ? createFault('stalled') : classifyProviderFault(error), error);
  } finally {
    watch.stop();
    signal.removeEventListener('abort', onAbort);
    // Frees the connection where the response was not read to its end.
    request.abort();
  }
}
