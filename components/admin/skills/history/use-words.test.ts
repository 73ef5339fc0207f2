import { expect, test } from 'vitest';
import { toUseWords } from './use-words.ts';

test.each([
  [{ answers: 0, sessions: 0, trials: 0 }, 'not used lately'],
  [{ answers: 1, sessions: 1, trials: 0 }, '1 answer in 1 session'],
  [{ answers: 1200, sessions: 40, trials: 54 }, '1,200 answers in 40 sessions, 54 trials'],
  [{ answers: 0, sessions: 0, trials: 2 }, '2 trials'],
])('%j is %j', (uses, words) => {
  expect(toUseWords(uses)).toBe(words);
});
