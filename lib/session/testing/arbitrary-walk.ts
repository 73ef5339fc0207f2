import fc from 'fast-check';
import type { Roll } from '#lib/state/testing/chunk-writer.ts';

const MOVES = [
  'send',
  'send-below',
  'queue-edit',
  'queue-move',
  'queue-remove',
  'resume',
  'cancel',
  'rate',
  'rename',
  'archive',
  'mark-read',
  'delete',
  'restore',
  'claim',
  'append',
  'append-stale',
  'retry',
  'release',
  'end',
  'fail',
  'title',
  'ask',
  'park',
  'expire',
  'respond',
] as const;
export type Move = (typeof MOVES)[number];
// A worker's moves come often: else most of a walk is told that nobody holds the run.
const often: readonly Move[] = [
  ...Array<Move>(5).fill('claim'),
  ...Array<Move>(8).fill('append'),
  ...([
    'send',
    'release',
    'release',
    'restore',
    'restore',
    'ask',
    'ask',
    'park',
    'respond',
    'respond',
  ] as const),
];

/** What happens next, and the dice for how. */
export type WalkStep = readonly [Move, Roll];
export const arbitraryWalk: fc.Arbitrary<readonly WalkStep[]> = fc.array(
  fc.tuple(
    fc.constantFrom(...MOVES, ...often),
    fc.record({
      pick: fc.nat(1_000),
      text: fc.constantFrom('1 2 3 ', '# kelp\n', '\u{1F30A}', 'a\0\uD800b', '__proto__'),
    }),
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
);
