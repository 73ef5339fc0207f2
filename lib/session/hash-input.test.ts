import { expect, test } from 'vitest';
import { hashInput } from './hash-input.ts';

test('[A1] the hash is that of the canonical JSON, in whatever order the keys came', () => {
  // printf '{"a":[1,2],"sql":"SELECT 1"}' | sha256sum
  const expected = '07dfd86be7713e6901de12f3518b86d770b966b39d7ebb5377fa83d16eb03dd3';
  expect(hashInput({ sql: 'SELECT 1', a: [1, 2] })).toBe(expected);
  expect(hashInput({ a: [1, 2], sql: 'SELECT 1' })).toBe(expected);
  expect(hashInput({ a: [2, 1], sql: 'SELECT 1' })).not.toBe(expected);
});

test('[A1] an input is hashed as the log will give it back', () => {
  expect(hashInput({ sql: 'a\0b' })).toBe(hashInput({ sql: 'a\uFFFDb' }));
});

test('no input has a hash, too', () => {
  expect(hashInput(undefined)).toBe(hashInput(null));
});
