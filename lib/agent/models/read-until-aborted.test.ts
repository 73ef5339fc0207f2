import { MockLanguageModelV4 } from 'ai/test';
import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { runModelStep } from './model-step.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** It was told to stop, and does not care. */
const deaf = {
  'before it answers': new MockLanguageModelV4({ doStream: () => new Promise(() => undefined) }),
  'in the middle': new MockLanguageModelV4({
    doStream: async () => ({
      stream: new ReadableStream({
        start(controller) {
          controller.enqueue({ type: 'stream-start', warnings: [] });
          controller.enqueue({ type: 'text-start', id: 't' });
          controller.enqueue({ type: 'text-delta', id: 't', delta: 'one' });
        },
        cancel: () => new Promise(() => undefined),
      }),
    }),
  }),
};

function begin(model: MockLanguageModelV4, signal: AbortSignal, clock = new ManualClock()) {
  const step = runModelStep({
    model,
    messages: [{ role: 'user', content: 'hello' }],
    signal,
    clock,
    firstChunkTimeoutMs: 1_000,
    betweenChunksTimeoutMs: 1_000,
    onChunk: () => undefined,
  });
  return { step, clock };
}

test.each(Object.entries(deaf))('a provider that ignores its signal %s holds up nobody', async (_, model) => {
  const stop = new AbortController();
  const { step } = begin(model, stop.signal);
  await settle();
  stop.abort('cancelled');
  expect(await step).toMatchObject({ status: 'aborted' });
});

test.each(Object.entries(deaf))('[R7] and neither does one that says nothing more %s', async (_, model) => {
  const { step, clock } = begin(model, new AbortController().signal);
  await settle();
  clock.advance(1_001);
  expect(await step).toMatchObject({ status: 'failed', fault: { code: 'provider-stalled' } });
});
