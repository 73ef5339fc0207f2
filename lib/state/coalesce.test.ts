import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Chunk } from '#lib/protocol/chunk.ts';
import { pushCoalesced } from './coalesce.ts';
import { foldChunks } from './fold-chunks.ts';
import { arbitraryChunkMess, arbitraryChunks } from './testing/arbitrary-log.ts';

function coalesce(chunks: readonly Chunk[]): Chunk[] {
  const list: Chunk[] = [];
  for (const chunk of chunks) pushCoalesced(list, chunk);
  return list;
}

const text = (id: string, delta: string): Chunk => ({ type: 'text-delta', id, delta });
const reasoning = (id: string, delta: string): Chunk => ({ type: 'reasoning-delta', id, delta });
const input = (toolCallId: string, inputTextDelta: string): Chunk => ({
  type: 'tool-input-delta',
  toolCallId,
  inputTextDelta,
});
const tagged: Chunk = { type: 'text-delta', id: 't', delta: 'x', providerMetadata: { demo: { n: 1 } } };

test.each<[string, Chunk[], Chunk[]]>([
  ['deltas of one text', [text('t', 'a'), text('t', 'b'), text('t', 'c')], [text('t', 'abc')]],
  ['deltas of one reasoning', [reasoning('r', 'a'), reasoning('r', 'b')], [reasoning('r', 'ab')]],
  ['deltas of one tool input', [input('c', '{'), input('c', '}')], [input('c', '{}')]],
])('%s become one', (_, chunks, coalesced) => {
  expect(coalesce(chunks)).toStrictEqual(coalesced);
});

test.each<[string, Chunk[]]>([
  ['deltas of two texts', [text('t', 'a'), text('u', 'b'), text('t', 'c')]],
  ['deltas of two tool inputs', [input('c', 'a'), input('d', 'b')]],
  ['a text and a reasoning of one id', [text('x', 'a'), reasoning('x', 'b')]],
  ['what has metadata, on either side', [tagged, text('t', 'a'), tagged]],
  ['what is no delta', [{ type: 'start-step' }, { type: 'start-step' }]],
])('%s stay apart', (_, chunks) => {
  expect(coalesce(chunks)).toStrictEqual(chunks);
});

test('coalesced chunks fold like single ones, over any parts, and the chunks given stay as they were', () => {
  const anyChunks = fc.oneof(arbitraryChunks, arbitraryChunkMess);
  fc.assert(
    fc.property(anyChunks, fc.nat(60), (chunks, cut) => {
      const before = structuredClone(chunks);
      const parts = foldChunks([], chunks.slice(0, cut));
      const rest = chunks.slice(cut);
      expect(foldChunks(parts, coalesce(rest))).toStrictEqual(foldChunks(parts, rest));
      expect(chunks).toStrictEqual(before);
    }),
  );
});

test('coalescing what is coalesced changes nothing, so a batch may be coalesced in any number of stages', () => {
  fc.assert(
    fc.property(arbitraryChunks, fc.nat(60), (chunks, cut) => {
      const once = coalesce(chunks);
      expect(coalesce(once)).toStrictEqual(once);
      expect(coalesce([...coalesce(chunks.slice(0, cut)), ...coalesce(chunks.slice(cut))])).toStrictEqual(
        once,
      );
    }),
  );
});
