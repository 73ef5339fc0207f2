import { expect, test } from 'vitest';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { MAX_EVENT_BYTES } from '#lib/protocol/limits.ts';
import { RunWriter } from './run-writer.ts';

function collect(chunks: readonly Chunk[]) {
  const writer = new RunWriter({
    sessionId: 's',
    runId: 'r',
    runEpoch: 1,
    after: 0,
    actor: { kind: 'agent', id: 'assistant' },
    onPending: () => undefined,
  });
  for (const chunk of chunks) writer.push(chunk);
  return writer.take()?.events ?? [];
}

const result = (toolCallId: string): Chunk => ({
  type: 'tool-output-available',
  toolCallId,
  output: 'x'.repeat(40_000),
});

test.each<[string, Chunk[]]>([
  ['results of tools', [result('a'), result('b'), { type: 'text-delta', id: 't', delta: 'x'.repeat(9_000) }]],
  [
    'a long tool input that streams',
    [{ type: 'tool-input-delta', toolCallId: 'a', inputTextDelta: '"'.repeat(200_000) }],
  ],
  [
    'many deltas of different parts',
    Array.from({ length: 50 }, (_, n) => ({
      type: 'text-delta',
      id: String(n),
      delta: '\u0001'.repeat(900),
    })),
  ],
])('no event is larger than one may be: %s', (_, chunks) => {
  const events = collect(chunks);
  expect(events.length).toBeGreaterThan(1);
  for (const event of events) {
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThanOrEqual(MAX_EVENT_BYTES);
  }
});

test('a tool input that was split is the same when it is joined', () => {
  const text = '🌊'.repeat(20_000);
  const events = collect([{ type: 'tool-input-delta', toolCallId: 'a', inputTextDelta: text }]);
  const pieces = events.flatMap((event) => (event.type === 'run-chunk' ? event.chunks : []));
  const texts = pieces.map((chunk) => (chunk.type === 'tool-input-delta' ? chunk.inputTextDelta : ''));
  expect([texts.join(''), texts.every((piece) => piece.isWellFormed())]).toEqual([text, true]);
});
