import { expect, test } from 'vitest';
import { findRefusal, toLeadingWord } from './statement-words.ts';

test.each([
  ['SELECT 1', 'select'],
  [' \t\n\r\f\vCommit', 'commit'],
  ['-- note\nBEGIN', 'begin'],
  ['-- note\rBEGIN', 'begin'],
  ['/* a /* b */ c */--\n/**/end', 'end'],
  ['(SELECT 1)', ''],
  ['"commit"', ''],
  ['\u00A0commit', ''],
  ['/* open commit', ''],
  ['', ''],
])('the first word of %j is %j', (sql, word) => {
  expect(toLeadingWord(sql)).toBe(word);
});

test('a call is told why it can not set, and a migration may', () => {
  expect([findRefusal('SET role x', 'call'), findRefusal('SET role x', 'migration')]).toEqual([
    {
      sqlstate: '0A000',
      message:
        'SET is not available here: each call has a connection state of its own, so this would change nothing',
    },
    undefined,
  ]);
});

test('words that every object has are no refusals', () => {
  expect([findRefusal('constructor', 'call'), findRefusal('toString()', 'call')]).toEqual([
    undefined,
    undefined,
  ]);
});
