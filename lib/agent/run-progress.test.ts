import { expect, test } from 'vitest';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { EventBody } from '#lib/protocol/event.ts';
import { numberEvents } from '#lib/state/testing/number-events.ts';
import { chooseStrategy, foldProgress } from './run-progress.ts';

const runId = 'r';
const request: EventBody = {
  type: 'run-request',
  runId,
  messageId: 'm',
  parentId: null,
  agent: 'assistant',
  model: 'demo:coral',
};
const start = (strategy: 'first' | 'continue' | 'restart' | 'resume', attempt = 1): EventBody => ({
  type: 'run-start',
  runId,
  attempt,
  strategy,
});
const write = (...chunks: Chunk[]): EventBody => ({ type: 'run-chunk', runId, chunks });
const park = (...waitingFor: string[]): EventBody => ({ type: 'run-suspend', runId, waitingFor });
const begun: Chunk = { type: 'start-step' };
const text: Chunk = { type: 'text-delta', id: 't', delta: 'one' };
const call: Chunk = { type: 'tool-input-available', toolCallId: 'c', toolName: 'look', input: {} };
const half: Chunk = { type: 'tool-input-start', toolCallId: 'h', toolName: 'look' };
const result: Chunk = { type: 'tool-output-available', toolCallId: 'c', output: 1 };
const finished = (finishReason = 'stop'): Chunk => ({
  type: 'finish-step',
  finishReason,
  usage: { totalTokens: 10 },
});
const fold = (...bodies: EventBody[]) => foldProgress('s', numberEvents([request, ...bodies]));

test.each<[string, EventBody[], string]>([
  ['nothing', [], 'restart'],
  ['a step without a word', [write(begun)], 'restart'],
  ['half a tool call', [write(begun, half)], 'restart'],
  ['text', [write(begun, text)], 'continue'],
  ['a whole tool call', [write(begun, call)], 'continue'],
  ['a finished step with a call', [write(begun, call, finished('tool-calls'))], 'continue'],
  ['a call with its result', [write(begun, call, finished('tool-calls'), result)], 'continue'],
  ['a question to people', [write(begun, call, finished('tool-calls')), park('q')], 'resume'],
  ['a wait for a provider', [write(begun, text), park('retry-at:2026-01-01T00:00:00.000Z')], 'continue'],
  [
    'a wait for people that is over',
    [write(begun, call, finished('tool-calls')), park('q'), start('resume', 2)],
    'continue',
  ],
])('[R4] after %s: %s', (_, bodies, strategy) => {
  expect(chooseStrategy(fold(start('first'), ...bodies), 2)).toBe(strategy);
});

test('calls of a step that was cut are known, and those of a finished step are open until they have an outcome', () => {
  const ids = (...chunks: Chunk[]) => {
    const { cutCalls, openCalls, answered } = fold(start('first'), write(...chunks));
    return { cut: cutCalls.length, open: openCalls.length, answered };
  };
  expect([
    ids(begun, call),
    ids(begun, call, finished('tool-calls')),
    ids(begun, call, finished('tool-calls'), result),
    ids(begun, text, finished()),
    ids(begun, { ...call, providerExecuted: true }, finished()),
    ids(begun, call, finished('content-filter')),
  ]).toEqual([
    { cut: 1, open: 0, answered: false },
    { cut: 0, open: 1, answered: false },
    { cut: 0, open: 0, answered: false },
    { cut: 0, open: 0, answered: true },
    { cut: 0, open: 0, answered: true },
    { cut: 0, open: 1, answered: true },
  ]);
});

test('[R5] going on after people answered counts as no attempt', () => {
  const { attempts, fruitlessAttempts } = fold(
    start('first'),
    write(begun, call, finished('tool-calls')),
    park('q'),
    start('resume', 2),
    park('q'),
    start('resume', 3),
    start('continue', 4),
  );
  expect({ attempts, fruitlessAttempts }).toEqual({ attempts: 2, fruitlessAttempts: 1 });
});

test('usage is that of all finished steps, on whatever worker they ran', () => {
  const progress = fold(
    start('first'),
    write(begun, call, finished('tool-calls'), result),
    start('continue', 2),
    write(begun, text, finished()),
  );
  expect([progress.usage, progress.stepsDone, progress.toolCalls]).toEqual([{ totalTokens: 20 }, 2, 1]);
});

test('time counts from each start to the last that was written, without the waits', () => {
  // One event a second.
  const events = numberEvents([
    request,
    start('first'),
    write(begun, call, finished('tool-calls')),
    park('q'),
    { type: 'approval-expire', approvalId: 'q', runId, toolCallId: 'c', inputHash: 'h' },
    start('resume', 2),
    write(result),
  ]);
  const at = (index: number) => Date.parse(events[index]?.at ?? '');
  expect(foldProgress('s', events).activeMs).toBe(at(3) - at(1) + at(6) - at(5));
});
