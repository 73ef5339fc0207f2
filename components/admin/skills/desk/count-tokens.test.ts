import { expect, test } from 'vitest';
import { countBodyTokens } from './count-tokens.ts';

test('counts the body alone', () => {
  expect(countBodyTokens(`---\nname: kelp\n---\n${'word'.repeat(10)}`)).toBe(10);
});

test('counts all where there is no front matter, or it has no end', () => {
  expect([countBodyTokens('wordword'), countBodyTokens('---\nab\n')]).toEqual([2, 2]);
});
