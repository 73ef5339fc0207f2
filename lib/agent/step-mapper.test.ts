import { expect, test } from 'vitest';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { OverlapTrimmer } from './overlap-trimmer.ts';
import { StepMapper } from './step-mapper.ts';

const start = (id: string): Chunk => ({ type: 'text-start', id });
const delta = (id: string, text: string): Chunk => ({ type: 'text-delta', id, delta: text });
const end = (id: string): Chunk => ({ type: 'text-end', id });

function textOf(mapper: StepMapper, chunks: readonly Chunk[]): string {
  const mapped = [...chunks.flatMap((chunk) => mapper.map(chunk)), ...mapper.end()];
  return mapped.map((chunk) => (chunk.type === 'text-delta' ? chunk.delta : '')).join('');
}

test('ids are unique within the message: attempt and step are in them', () => {
  const mapper = new StepMapper({ attempt: 2, step: 3 });
  expect([start('0'), delta('0', 'a'), end('0')].flatMap((chunk) => mapper.map(chunk))).toEqual([
    { type: 'text-start', id: '2.3.0' },
    { type: 'text-delta', id: '2.3.0', delta: 'a' },
    { type: 'text-end', id: '2.3.0' },
  ]);
});

test('ids are short, however long the ids of the provider are', () => {
  const mapper = new StepMapper({ attempt: 1, step: 1 });
  const [one, two] = ['msg_0f5a7c1e-5d0f-4a6b-9c65-6a1c2f6f3b52', 'msg_7d6b9c0a-11f4-4f0c-8d8e-3f1b6f0c2a91'];
  expect([start(one), start(two), delta(one, 'a')].flatMap((chunk) => mapper.map(chunk))).toEqual([
    { type: 'text-start', id: '1.1.0' },
    { type: 'text-start', id: '1.1.1' },
    { type: 'text-delta', id: '1.1.0', delta: 'a' },
  ]);
});

test('[R4] the first text goes on in the part that was left open, a second one is its own', () => {
  const mapper = new StepMapper({ attempt: 2, step: 1, openPartId: '1.1.0' });
  const chunks = [start('0'), delta('0', 'a'), end('0'), start('1'), delta('1', 'b')];
  expect(chunks.flatMap((chunk) => mapper.map(chunk))).toEqual([
    { type: 'text-delta', id: '1.1.0', delta: 'a' },
    { type: 'text-end', id: '1.1.0' },
    { type: 'text-start', id: '2.1.1' },
    { type: 'text-delta', id: '2.1.1', delta: 'b' },
  ]);
});

test('[R4] what is said again is taken off the part that goes on', () => {
  const trimmer = new OverlapTrimmer('one two three four', 8);
  const mapper = new StepMapper({ attempt: 2, step: 1, openPartId: 'p', trimmer });
  expect(textOf(mapper, [start('0'), delta('0', 'three'), delta('0', ' four'), delta('0', ' five')])).toBe(
    ' five',
  );
});

test('a character that comes in two deltas is whole', () => {
  const mapper = new StepMapper({ attempt: 1, step: 1 });
  const wave = '🌊';
  const mapped = [start('0'), delta('0', `a${wave.charAt(0)}`), delta('0', `${wave.charAt(1)}b`)].flatMap(
    (chunk) => mapper.map(chunk),
  );
  expect(mapped.flatMap((chunk) => (chunk.type === 'text-delta' ? [chunk.delta] : []))).toEqual([
    'a',
    `${wave}b`,
  ]);
});

test('tool calls are numbered by attempt and step, whatever their provider calls them, and keep it throughout', () => {
  const mapper = new StepMapper({ attempt: 2, step: 3 });
  const [toolCallId, toolName, other] = ['call/1', 'look', 'call_1'];
  const chunks: Chunk[] = [
    { type: 'tool-input-start', toolCallId, toolName },
    { type: 'tool-input-delta', toolCallId, inputTextDelta: '{}' },
    { type: 'tool-input-start', toolCallId: other, toolName: 'x'.repeat(1_000) },
    { type: 'tool-input-available', toolCallId, toolName, input: {} },
  ];
  expect(chunks.flatMap((chunk) => mapper.map(chunk))).toEqual([
    { type: 'tool-input-start', toolCallId: 't2-3-0', toolName },
    { type: 'tool-input-delta', toolCallId: 't2-3-0', inputTextDelta: '{}' },
    { type: 'tool-input-start', toolCallId: 't2-3-1', toolName: 'x'.repeat(200) },
    { type: 'tool-input-available', toolCallId: 't2-3-0', toolName, input: {} },
  ]);
});
