import { expect, test } from 'vitest';
import { formatDelta, formatInterval, formatShare } from './share-words.ts';

test('a share is whole percent, and only all is 100 %, only nothing 0 %', () => {
  expect([0, 0.001, 0.5, 2 / 3, 0.999, 1, undefined, null].map(formatShare)).toEqual([
    '0 %',
    '1 %',
    '50 %',
    '67 %',
    '99 %',
    '100 %',
    '–',
    '–',
  ]);
});

test('an interval names both of its ends', () => {
  expect(formatInterval({ low: 0.4385, high: 0.984 })).toBe('44–98 %');
});

test('a difference always has its sign', () => {
  expect([0.333, -0.081, 0, 0.001, -0.001].map(formatDelta)).toEqual(['+33', '−8', '±0', '±0', '±0']);
});
