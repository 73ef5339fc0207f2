import { expect, test } from 'vitest';
import { toConflictWords } from './conflict-words.ts';

test('of a refusal, people read why', () => {
  expect([
    toConflictWords('cannot respond to approval: Maria denied it already'),
    toConflictWords('cannot respond to approval: its time is over.'),
    toConflictWords('too late'),
    toConflictWords(''),
  ]).toEqual(['Maria denied it already.', 'Its time is over.', 'Too late.', 'Somebody else was faster.']);
});
