import type { Chunk } from '#lib/protocol/chunk.ts';

/**
 * Adds a chunk to a list in place, merging it into the last one when both are deltas of the same part. Folding the
 * list gives the same parts as folding the chunks one by one.
 */
export function pushCoalesced(chunks: Chunk[], chunk: Chunk): void {
  const last = chunks.at(-1);
  if (last) {
    const merged = merge(last, chunk);
    if (merged) {
      chunks[chunks.length - 1] = merged;
      return;
    }
  }
  chunks.push(chunk);
}

function merge(last: Chunk, next: Chunk): Chunk | undefined {
  if (last.type === 'text-delta' && next.type === 'text-delta') return mergeDelta(last, next);
  if (last.type === 'reasoning-delta' && next.type === 'reasoning-delta') return mergeDelta(last, next);
  if (last.type === 'tool-input-delta' && next.type === 'tool-input-delta') {
    if (last.toolCallId !== next.toolCallId) return undefined;
    return { ...last, inputTextDelta: last.inputTextDelta + next.inputTextDelta };
  }
  return undefined;
}

type Delta = Extract<Chunk, { type: 'text-delta' | 'reasoning-delta' }>;

// Provider metadata belongs to one delta; merging would have to choose between two.
function mergeDelta<T extends Delta>(last: T, next: T): T | undefined {
  if (last.id !== next.id || last.providerMetadata || next.providerMetadata) return undefined;
  return { ...last, delta: last.delta + next.delta };
}
