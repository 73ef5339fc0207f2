import { expect, test } from 'vitest';
import { countWords } from './count-words.ts';

test.each([
  ['', 0],
  ['1 2 3', 3],
  ['A holdfast, on its rock.', 5],
  ['**bold** and `code`', 3],
  ['  \n\t ', 0],
])('%j has %i words', (text, count) => {
  expect(countWords(text)).toBe(count);
});

test('counts words that no space divides', () => {
  expect(countWords('海の中の森')).toBeGreaterThan(1);
});
