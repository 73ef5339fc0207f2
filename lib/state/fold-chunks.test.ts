import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Part } from '#lib/protocol/message.ts';
import { abandonOpenParts, closeParts, foldChunks, resetStep } from './fold-chunks.ts';
import { arbitraryChunkMess, arbitraryChunks } from './testing/arbitrary-log.ts';

const call = { toolCallId: 'c1', toolName: 'search' };
const tool = { type: 'dynamic-tool', ...call } as const;

test.each<[string, Chunk[], Part[]]>([
  ['start-step', [{ type: 'start-step' }], [{ type: 'step-start', state: 'streaming' }]],
  ['finish-step', [{ type: 'start-step' }, { type: 'finish-step' }], [{ type: 'step-start', state: 'done' }]],
  ['reset-step', [{ type: 'start-step' }, { type: 'text-start', id: 't' }, { type: 'reset-step' }], []],
  [
    'text-start',
    [{ type: 'text-start', id: 't' }],
    [{ type: 'text', id: 't', text: '', state: 'streaming' }],
  ],
  [
    'text-delta',
    [
      { type: 'text-start', id: 't' },
      { type: 'text-delta', id: 't', delta: 'a' },
      { type: 'text-delta', id: 't', delta: 'b' },
    ],
    [{ type: 'text', id: 't', text: 'ab', state: 'streaming' }],
  ],
  [
    'text-delta that nothing opened: still seen',
    [{ type: 'text-delta', id: 't', delta: 'a' }],
    [{ type: 'text', id: 't', text: 'a', state: 'streaming' }],
  ],
  [
    'text-end, with metadata of its own',
    [
      { type: 'text-start', id: 't' },
      { type: 'text-end', id: 't', providerMetadata: { demo: { n: 1 } } },
    ],
    [{ type: 'text', id: 't', text: '', state: 'done', providerMetadata: { demo: { n: 1 } } }],
  ],
  [
    'deltas of two open texts, each into its own',
    [
      { type: 'text-start', id: 't' },
      { type: 'text-start', id: 'u' },
      { type: 'text-delta', id: 't', delta: 'a' },
      { type: 'text-end', id: 't' },
      { type: 'text-delta', id: 'u', delta: 'b' },
    ],
    [
      { type: 'text', id: 't', text: 'a', state: 'done' },
      { type: 'text', id: 'u', text: 'b', state: 'streaming' },
    ],
  ],
  ['text-end that nothing opened: nothing', [{ type: 'text-end', id: 't' }], []],
  [
    'reasoning with the id of a text: a part of its own',
    [
      { type: 'text-start', id: 'x' },
      { type: 'reasoning-start', id: 'x' },
      { type: 'reasoning-delta', id: 'x', delta: 'hm' },
      { type: 'text-delta', id: 'x', delta: 'hi' },
      { type: 'reasoning-end', id: 'x' },
    ],
    [
      { type: 'text', id: 'x', text: 'hi', state: 'streaming' },
      { type: 'reasoning', id: 'x', text: 'hm', state: 'done' },
    ],
  ],
  [
    'tool-input-start and -delta',
    [
      { type: 'tool-input-start', ...call, title: 'Search', providerExecuted: true },
      { type: 'tool-input-delta', toolCallId: 'c1', inputTextDelta: '{"q":' },
      { type: 'tool-input-delta', toolCallId: 'c1', inputTextDelta: '1}' },
    ],
    [{ ...tool, title: 'Search', providerExecuted: true, state: 'input-streaming', inputText: '{"q":1}' }],
  ],
  [
    'tool-input-available in place of the streamed input',
    [
      { type: 'tool-input-start', ...call },
      { type: 'tool-input-available', ...call, input: { q: 1 } },
    ],
    [{ ...tool, state: 'input-available', input: { q: 1 } }],
  ],
  [
    'tool-input-error without a start',
    [{ type: 'tool-input-error', ...call, input: '{', errorText: 'cut off' }],
    [{ ...tool, state: 'output-error', input: '{', errorText: 'cut off' }],
  ],
  [
    'tool-output-available, first in part',
    [
      { type: 'tool-input-available', ...call, input: 1 },
      { type: 'tool-output-available', toolCallId: 'c1', output: 'so far', preliminary: true },
    ],
    [{ ...tool, state: 'running', input: 1, output: 'so far', preliminary: true }],
  ],
  [
    'tool-output-available, then whole',
    [
      { type: 'tool-input-available', ...call, input: 1 },
      { type: 'tool-output-available', toolCallId: 'c1', output: 'so far', preliminary: true },
      { type: 'tool-output-available', toolCallId: 'c1', output: 'all' },
    ],
    [{ ...tool, state: 'output-available', input: 1, output: 'all', preliminary: false }],
  ],
  [
    'tool-output-error',
    [
      { type: 'tool-input-available', ...call, input: 1 },
      { type: 'tool-output-error', toolCallId: 'c1', errorText: 'no' },
    ],
    [{ ...tool, state: 'output-error', input: 1, errorText: 'no' }],
  ],
  [
    'tool-output-denied',
    [
      { type: 'tool-input-available', ...call, input: 1 },
      { type: 'tool-output-denied', toolCallId: 'c1' },
    ],
    [{ ...tool, state: 'output-denied', input: 1 }],
  ],
  ['an outcome of an unknown call: nothing', [{ type: 'tool-output-denied', toolCallId: 'c9' }], []],
  [
    'sources and files, without what is the provider’s',
    [
      {
        type: 'source-url',
        sourceId: 's',
        url: 'https://example.com',
        title: 'Kelp',
        providerMetadata: { p: 1 },
      },
      { type: 'source-document', sourceId: 'd', mediaType: 'text/plain', title: 'Notes', filename: 'n.txt' },
      { type: 'file', url: 'data:,x', mediaType: 'text/plain' },
    ],
    [
      { type: 'source-url', sourceId: 's', url: 'https://example.com', title: 'Kelp' },
      { type: 'source-document', sourceId: 'd', mediaType: 'text/plain', title: 'Notes', filename: 'n.txt' },
      { type: 'file', url: 'data:,x', mediaType: 'text/plain' },
    ],
  ],
])('folds %s', (_, chunks, parts) => {
  expect(foldChunks([], chunks)).toStrictEqual(parts);
});

describe('whatever the chunks are', () => {
  const anyChunks = fc.oneof(arbitraryChunks, arbitraryChunkMess);

  test('the fold of any split is the fold of the whole, and the parts given stay as they were', () => {
    fc.assert(
      fc.property(anyChunks, fc.nat(60), (chunks, cut) => {
        const first = foldChunks([], chunks.slice(0, cut));
        const before = structuredClone(first);
        expect(foldChunks(first, chunks.slice(cut))).toStrictEqual(foldChunks([], chunks));
        expect(first).toStrictEqual(before);
      }),
    );
  });

  test('closing leaves nothing open, and closing again changes nothing', () => {
    fc.assert(
      fc.property(anyChunks, (chunks) => {
        const closed = closeParts(foldChunks([], chunks));
        expect(
          closed.filter((part) => 'state' in part && /streaming|running|input/.test(part.state ?? '')),
        ).toEqual([]);
        closeParts(closed).forEach((part, index) => expect(part).toBe(closed[index]));
      }),
    );
  });

  test('[R4] a restart leaves what the finished steps wrote, and nothing else', () => {
    fc.assert(
      fc.property(arbitraryChunks, (chunks) => {
        const finished = chunks.slice(0, chunks.findLastIndex((chunk) => chunk.type === 'finish-step') + 1);
        expect(kept(resetStep(foldChunks([], chunks)))).toStrictEqual(kept(foldChunks([], finished)));
      }),
    );
    /** A call may get its outcome in a later step: only that it is there is the finished step's own. */
    function kept(parts: readonly Part[]) {
      return parts.map((part) => (part.type === 'dynamic-tool' ? part.toolCallId : part));
    }
  });
});

const open: Part[] = [
  { type: 'step-start', state: 'done' },
  { ...tool, toolCallId: 'done', state: 'output-available', output: 1 },
  { type: 'step-start', state: 'streaming' },
  { type: 'reasoning', id: 'r', text: 'hm', state: 'streaming' },
  { type: 'reasoning', id: 'q', text: 'so', state: 'done' },
  { type: 'text', id: 't', text: 'half', state: 'streaming' },
  { ...tool, state: 'input-streaming', inputText: '{' },
  { ...tool, toolCallId: 'asked', state: 'approval-requested', input: 1 },
];

test('[R4] another attempt goes on with the open text; open reasoning and half a tool input are abandoned', () => {
  expect(abandonOpenParts(open)).toStrictEqual([
    open[0],
    open[1],
    open[2],
    { type: 'reasoning', id: 'r', text: 'hm', state: 'abandoned' },
    open[4],
    open[5],
    { ...tool, state: 'abandoned', inputText: '{' },
    open[7],
  ]);
});

test('[R1] of an ended run nothing is open: text is done, what has no outcome is abandoned', () => {
  expect(closeParts(open)).toStrictEqual([
    open[0],
    open[1],
    { type: 'step-start', state: 'done' },
    { type: 'reasoning', id: 'r', text: 'hm', state: 'abandoned' },
    open[4],
    { type: 'text', id: 't', text: 'half', state: 'done' },
    { ...tool, state: 'abandoned', inputText: '{' },
    { ...tool, toolCallId: 'asked', state: 'abandoned', input: 1 },
  ]);
});

test.each<[string, Part[], Part[]]>([
  ['drops the unfinished step and all it wrote', open, open.slice(0, 2)],
  ['leaves finished steps alone', open.slice(0, 2), open.slice(0, 2)],
  ['drops everything where no step was told', [{ type: 'text', text: 'half', state: 'streaming' }], []],
  ['of nothing is nothing', [], []],
])('[R4] a restart %s', (_, before, after) => {
  expect(resetStep(before)).toStrictEqual(after);
});

test('[X34] parts and calls named like prototype members are plain data', () => {
  const chunks: Chunk[] = ['__proto__', 'constructor', 'toString'].flatMap((name): Chunk[] => [
    { type: 'text-start', id: name },
    { type: 'text-delta', id: name, delta: name },
    {
      type: 'tool-input-available',
      toolCallId: name,
      toolName: name,
      input: JSON.parse('{"__proto__":{"x":1}}'),
    },
    { type: 'tool-output-available', toolCallId: name, output: name },
  ]);
  const parts = foldChunks([], chunks);
  expect(
    parts.map((part) => (part.type === 'text' ? part.text : part.type === 'dynamic-tool' && part.output)),
  ).toEqual(['__proto__', '__proto__', 'constructor', 'constructor', 'toString', 'toString']);
  expect(Reflect.get({}, 'x')).toBeUndefined();
});
