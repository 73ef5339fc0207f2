import type { LanguageModel } from 'ai';
import type { Clock } from '#lib/base/clock.ts';
import type { SummaryCall, SummaryRequest } from './context/compactor.ts';
import { runModelStep } from './models/model-step.ts';
import type { ModelPrice } from './models/prices.ts';

/** One model call for its text alone, without retries. */
export async function callForText(
  request: SummaryRequest & {
    model: LanguageModel;
    price: ModelPrice | undefined;
    clock: Clock;
    timeouts: { firstChunkTimeoutMs: number; betweenChunksTimeoutMs: number };
    signal: AbortSignal;
  },
): ReturnType<SummaryCall> {
  const { prompt, timeouts, ...call } = request;
  let text = '';
  const end = await runModelStep({
    ...call,
    ...timeouts,
    messages: [{ role: 'user', content: prompt }],
    onChunk: (chunk) => {
      if (chunk.type === 'text-delta') text += chunk.delta;
    },
  });
  if (end.status === 'aborted') return { status: 'aborted' };
  return end.status === 'complete'
    ? { status: 'complete', text, usage: end.usage }
    : { status: 'failed', usage: end.usage };
}
