import fc from 'fast-check';
import type { Chunk } from '#lib/protocol/chunk.ts';
import type { Event } from '#lib/protocol/event.ts';
import { ChunkWriter } from './chunk-writer.ts';
import { LogBuilder, moves } from './log-builder.ts';

const roll = fc.record({
  pick: fc.nat(1_000),
  text: fc.oneof(fc.constantFrom('', '1 2 3 ', '__proto__', '\u{1F30A}', '# '), fc.string({ maxLength: 6 })),
});

/** Logs of whole sessions, from their first event on, each such as the server could have written. */
export const arbitraryLog: fc.Arbitrary<readonly Event[]> = fc
  .array(fc.tuple(fc.constantFrom(...moves), roll), { maxLength: 80, size: 'max' })
  .map((steps) => {
    const builder = new LogBuilder();
    // An answer is under way: else most of a short log would have nothing to write to.
    builder.apply('send', { pick: 0, text: 'hello' });
    builder.apply('start', { pick: 0, text: '' });
    for (const [move, dice] of steps) builder.apply(move, dice);
    return builder.events;
  });

/** What one attempt of a run writes, in an order that a model could write it in. */
export const arbitraryChunks: fc.Arbitrary<readonly Chunk[]> = fc
  .array(roll, { maxLength: 60, size: 'max' })
  .map((rolls) => {
    const writer = new ChunkWriter();
    return rolls.map((dice) => writer.next(dice));
  });

/** Chunks as no model should write them: ids that were never opened, ends before starts, calls out of nowhere. */
export const arbitraryChunkMess: fc.Arbitrary<readonly Chunk[]> = arbitraryChunks.chain((chunks) =>
  fc.shuffledSubarray([...chunks], { minLength: 0, maxLength: chunks.length }),
);

/** A log with places to cut it, and one for each batch to begin early again: what a reader may be given. */
export const arbitraryDelivery = arbitraryLog.chain((events) =>
  fc.record({
    events: fc.constant(events),
    cuts: fc
      .uniqueArray(fc.nat(events.length), { maxLength: 8 })
      .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), events.length]),
    overlaps: fc.array(fc.nat(10), { minLength: 9, maxLength: 9 }),
  }),
);
