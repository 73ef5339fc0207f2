import { expect, test } from 'vitest';
import { jsonSchema, tool, type LanguageModelStreamPart, type ToolSet } from 'ai';
import { MockLanguageModelV4, simulateReadableStream } from 'ai/test';
import { systemClock } from '#lib/base/clock.ts';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { runModelStep } from './model-step.ts';
import { StepChunks } from './step-chunks.ts';

function feed(parts: LanguageModelStreamPart[]) {
  const chunks = new StepChunks();
  const out = parts.flatMap((part) => [...chunks.next(part)]);
  return { out, held: [...chunks.end()], ignored: chunks.ignored };
}

test('holds the end of a text back until more follows or the call is over', () => {
  const first: LanguageModelStreamPart[] = [
    { type: 'text-start', id: '0' },
    { type: 'text-delta', id: '0', text: 'a' },
    { type: 'text-end', id: '0' },
  ];
  const firstChunks = [
    { type: 'text-start', id: '0' },
    { type: 'text-delta', id: '0', delta: 'a' },
  ];
  const end = { type: 'text-end', id: '0' };
  expect([feed(first), feed([...first, { type: 'text-start', id: '1' }])]).toEqual([
    { out: firstChunks, held: [end], ignored: 0 },
    { out: [...firstChunks, end, { type: 'text-start', id: '1' }], held: [], ignored: 0 },
  ]);
});

test('[F29] drops and counts what belongs to no open part', () => {
  expect(
    feed([
      { type: 'text-delta', id: '__proto__', text: 'stray' },
      { type: 'reasoning-end', id: '0' },
      { type: 'reasoning-start', id: '0' },
      { type: 'reasoning-start', id: '0' },
      { type: 'reasoning-delta', id: '0', text: '' },
    ]),
  ).toEqual({ out: [{ type: 'reasoning-start', id: '0' }], held: [], ignored: 3 });
});

test('the signature of a thought is kept, though it comes with a delta of no text', () => {
  const providerMetadata = { anthropic: { signature: 'sig' } };
  expect(
    feed([
      { type: 'reasoning-start', id: '0' },
      { type: 'reasoning-delta', id: '0', text: '', providerMetadata },
    ]).out,
  ).toEqual([
    { type: 'reasoning-start', id: '0' },
    { type: 'reasoning-delta', id: '0', delta: '', providerMetadata },
  ]);
});

test('reasoning, sources and calls of tools come out as chunks; a tool is not run', async () => {
  const model = new MockLanguageModelV4({
    doStream: async () => ({
      stream: simulateReadableStream({
        chunks: [
          { type: 'stream-start', warnings: [] },
          { type: 'reasoning-start', id: 'r' },
          { type: 'reasoning-delta', id: 'r', delta: 'hm' },
          { type: 'reasoning-end', id: 'r' },
          { type: 'source', sourceType: 'url', id: 's', url: 'https://example.com', title: 'An example' },
          { type: 'tool-input-start', id: 'c', toolName: 'look' },
          { type: 'tool-input-delta', id: 'c', delta: '{"at":"sea"}' },
          { type: 'tool-input-end', id: 'c' },
          { type: 'tool-call', toolCallId: 'c', toolName: 'look', input: '{"at":"sea"}' },
          {
            type: 'finish',
            finishReason: { unified: 'tool-calls', raw: 'tool_use' },
            usage: {
              inputTokens: { total: 5, noCache: 5, cacheRead: 0, cacheWrite: 0 },
              outputTokens: { total: 7, text: 7, reasoning: 0 },
            },
          },
        ],
      }),
    }),
  });
  const inputSchema = jsonSchema<{ at: string }>({ type: 'object', properties: { at: { type: 'string' } } });
  const tools: ToolSet = { look: tool({ description: 'Looks around.', inputSchema }) };
  const chunks: Chunk[] = [];
  const end = await runModelStep({
    model,
    messages: [{ role: 'user', content: 'look' }],
    tools,
    signal: new AbortController().signal,
    clock: systemClock,
    firstChunkTimeoutMs: 1_000,
    betweenChunksTimeoutMs: 1_000,
    onChunk: (chunk) => void chunks.push(chunk),
  });
  expect({ chunks, end }).toEqual({
    chunks: [
      { type: 'reasoning-start', id: 'r' },
      { type: 'reasoning-delta', id: 'r', delta: 'hm' },
      { type: 'reasoning-end', id: 'r' },
      { type: 'source-url', sourceId: 's', url: 'https://example.com', title: 'An example' },
      { type: 'tool-input-start', toolCallId: 'c', toolName: 'look', dynamic: false },
      { type: 'tool-input-delta', toolCallId: 'c', inputTextDelta: '{"at":"sea"}' },
      { type: 'tool-input-available', toolCallId: 'c', toolName: 'look', input: { at: 'sea' } },
    ],
    end: {
      status: 'complete',
      finishReason: 'tool-calls',
      usage: { inputTokens: 5, outputTokens: 7, totalTokens: 12 },
      ignoredParts: 0,
    },
  });
});
