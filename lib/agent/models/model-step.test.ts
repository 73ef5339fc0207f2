import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ModelMessage } from 'ai';
import { ManualClock, systemClock } from '#lib/base/clock.ts';
import { createDemoModelServer } from '#lib/demo-model/server.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { runModelStep, type ModelStepEnd, type ModelStepOptions } from './model-step.ts';
import { createModelRegistry, type ModelRegistry } from './registry.ts';

const server = createDemoModelServer({ faults: true, defaults: { wordsPerSecond: Infinity, thinkMs: 0 } });
let models: ModelRegistry;

beforeAll(async () => {
  const { url } = await server.start();
  const compatible = { name: 'chat', baseURL: `${url}/v1`, models: ['demo-coral'] };
  models = createModelRegistry({ demo: { baseURL: url }, compatible });
});
afterAll(() => server.stop());

const ids = ['demo:kelp', 'demo:coral', 'chat:demo-coral'] as const;

async function run(id: string, prompt: string | ModelMessage[], overrides: Partial<ModelStepOptions> = {}) {
  const chunks: Chunk[] = [];
  const end = await runModelStep({
    model: models.requireModel(id).model,
    messages: typeof prompt === 'string' ? [{ role: 'user', content: prompt }] : prompt,
    signal: new AbortController().signal,
    clock: systemClock,
    firstChunkTimeoutMs: 10_000,
    betweenChunksTimeoutMs: 10_000,
    onChunk: (chunk) => void chunks.push(chunk),
    ...overrides,
  });
  const text = chunks.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('');
  const types = chunks.map((chunk) => chunk.type).filter((type, index, all) => type !== all[index - 1]);
  return { text, types, end };
}

const said = ['text-start', 'text-delta'];
const whole = [...said, 'text-end'];

function summarise({ end, ...rest }: { text: string; types: string[]; end: ModelStepEnd }) {
  if (end.status === 'complete') return { ...rest, end: end.finishReason, ignored: end.ignoredParts };
  if (end.status === 'aborted') return { ...rest, end: 'aborted' };
  const { kind, code, retryable, retryAfterMs } = end.fault;
  return { ...rest, end: [kind, code, retryable, ...(retryAfterMs === undefined ? [] : [retryAfterMs])] };
}

describe.each(ids)('%s', (id) => {
  test('gives the chunks of an answer, its usage and how it ended', async () => {
    const { end, text, types } = await run(id, 'count to 30');
    expect({ end, text, types }).toEqual({
      text: Array.from({ length: 30 }, (_, index) => index + 1).join(' '),
      types: whole,
      end: {
        status: 'complete',
        finishReason: 'stop',
        usage: { inputTokens: 3, outputTokens: 30, totalTokens: 33 },
        ignoredParts: 0,
      },
    });
  });

  test.each([
    ['429 retry-after 3', ['rate-limited', 'provider-rate-limited', true, 3_000]],
    ['500', ['server', 'provider-failed', true]],
    ['529', ['overloaded', 'provider-overloaded', true]],
    ['401', ['auth', 'provider-refused-key', false]],
    ['400', ['bad-request', 'provider-refused-request', false]],
  ])('[F25] %s is a failure before the first word', async (fault, end) => {
    expect(summarise(await run(id, `count to 6 [fault: ${fault}]`))).toEqual({ text: '', types: [], end });
  });

  test.each([
    ['cut at 3', ['cut', 'provider-connection-lost', true]],
    ['end at 3', ['cut', 'provider-connection-lost', true]],
    ['malformed at 3', ['malformed', 'provider-answer-unreadable', true]],
    ['5mb token', ['malformed', 'provider-answer-too-large', false]],
  ])('[F26] [F27] [F28] %s keeps what was said, and its part stays open', async (fault, end) => {
    const result = summarise(await run(id, `count to 6 [fault: ${fault}]`));
    expect(result).toEqual({ text: '1 2 3', types: said, end });
  });

  test('[F27] a failure reported in the stream ends it', async () => {
    const { text, types, end } = await run(id, 'count to 6 [fault: error at 3]');
    expect({ text, types, status: end.status }).toEqual({ text: '1 2 3', types: said, status: 'failed' });
    expect(end).toMatchObject({
      fault: { kind: id === 'demo:coral' ? 'overloaded' : 'server', retryable: true },
    });
  });

  test('an answer that ends before its first word was cut', async () => {
    expect(summarise(await run(id, 'count to 6 [fault: end at 0]'))).toMatchObject({
      text: '',
      end: ['cut', 'provider-connection-lost', true],
    });
  });

  test('an answer that is as long as it may be is complete', async () => {
    expect(summarise(await run(id, 'count to 6 [fault: length at 3]'))).toEqual({
      text: '1 2 3',
      types: whole,
      end: 'length',
      ignored: 0,
    });
  });

  test.each(['finish twice', 'unknown part'])('[F29] passes over %s', async (fault) => {
    const result = summarise(await run(id, `count to 6 [fault: ${fault}]`));
    expect(result).toMatchObject({ text: '1 2 3 4 5 6', types: whole, end: 'stop' });
  });

  test('[R7] [F26] a model that says nothing in time has stalled', async () => {
    const first = await run(id, 'count to 6 [fault: slow-headers 60s]', { firstChunkTimeoutMs: 50 });
    const between = await run(id, 'count to 6 [fault: stall at 3]', { betweenChunksTimeoutMs: 50 });
    const stalled = ['stalled', 'provider-stalled', true];
    expect([summarise(first), summarise(between)]).toEqual([
      { text: '', types: [], end: stalled },
      { text: '1 2 3', types: said, end: stalled },
    ]);
  });

  test('an abort ends the step and the request, and is no failure', async () => {
    const abort = new AbortController();
    const clock = new ManualClock();
    const result = await run(id, 'count to 6 [fault: stall at 3]', {
      signal: abort.signal,
      clock,
      onChunk: (chunk) => {
        if (chunk.type === 'text-delta' && chunk.delta === ' 3') abort.abort('stop');
      },
    });
    expect([result.end, clock.pendingTimers]).toEqual([{ status: 'aborted', usage: {}, ignoredParts: 0 }, 0]);
    expect((await run(id, 'count to 6', { signal: abort.signal })).end.status).toBe('aborted');
  });

  test('what the consumer throws is thrown, not taken for a fault of the provider', async () => {
    const onChunk = () => {
      throw new Error('the log is away');
    };
    await expect(run(id, 'count to 6', { onChunk })).rejects.toThrow('the log is away');
  });
});

test('[F29] content after the end of its part is dropped and counted', async () => {
  for (const id of ['demo:kelp', 'demo:coral']) {
    expect(summarise(await run(id, 'count to 6 [fault: content after finish]'))).toEqual({
      text: '1 2 3 4 5 6',
      types: whole,
      end: 'stop',
      ignored: 1,
    });
  }
});

test('a provider that can not be reached is a lost connection', async () => {
  const gone = createModelRegistry({ demo: { baseURL: 'http://127.0.0.1:9' } });
  const { end } = await run('demo:kelp', 'count to 6', { model: gone.requireModel('demo:kelp').model });
  expect(end).toMatchObject({ status: 'failed', fault: { kind: 'cut', retryable: true } });
});

test('waits for the consumer before it takes the next chunk', async () => {
  let waiting = 0;
  let most = 0;
  const { end } = await run('demo:coral', 'count to 50', {
    onChunk: async () => {
      most = Math.max(most, ++waiting);
      await Promise.resolve();
      waiting--;
    },
  });
  expect([end.status, most]).toEqual(['complete', 1]);
});
