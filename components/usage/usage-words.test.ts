import { expect, test } from 'vitest';
import { formatCost, formatCount, formatTokens } from './usage-words.ts';

test('tokens fit a place with little room', () => {
  expect([0, 840, 1_249, 9_999, 32_400, 1_550_000].map(formatTokens)).toEqual([
    '0',
    '840',
    '1.2k',
    '9.9k',
    '32k',
    '1.5M',
  ]);
});

test('a cost is as exact as it matters', () => {
  expect([0, 0.00001, 0.00234, 0.0999, 0.1, 4.012].map(formatCost)).toEqual([
    '$0',
    'under $0.0001',
    '$0.0023',
    '$0.0999',
    '$0.10',
    '$4.01',
  ]);
});

test('one is one', () => {
  expect([formatCount(1, 'step'), formatCount(1_200, 'token')]).toEqual(['1 step', '1,200 tokens']);
});
