import { expect, test } from 'vitest';
import { MAX_NOTE_CHARS } from './limits.ts';
import { readRatingNote, toRatingNote, type RatingNote } from './rating-note.ts';

test.each<[RatingNote, string | undefined]>([
  [{ reasons: [], text: '  ' }, undefined],
  [{ reasons: ['wrong'], text: '' }, 'wrong'],
  [{ reasons: ['slow', 'wrong'], text: ' No index: none ' }, 'wrong, slow: No index: none'],
  [{ reasons: [], text: 'just text' }, 'just text'],
])('%j is stored as %j', (note, stored) => {
  expect(toRatingNote(note)).toBe(stored);
});

test.each<[string, RatingNote]>([
  ['wrong', { reasons: ['wrong'], text: '' }],
  ['wrong, slow: No index: none', { reasons: ['wrong', 'slow'], text: 'No index: none' }],
  ['it says: nothing', { reasons: [], text: 'it says: nothing' }],
  ['wrong answer', { reasons: [], text: 'wrong answer' }],
  ['', { reasons: [], text: '' }],
])('%j is read as %j', (stored, note) => {
  expect(readRatingNote(stored)).toEqual(note);
});

test('a note is cut where the protocol ends it', () => {
  const stored = toRatingNote({ reasons: ['wrong'], text: 'x'.repeat(MAX_NOTE_CHARS) });
  expect(stored).toBe(`wrong: ${'x'.repeat(MAX_NOTE_CHARS - 'wrong: '.length)}`);
});
