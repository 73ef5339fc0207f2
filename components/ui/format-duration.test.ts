import { expect, test } from 'vitest';
import { formatDuration, formatWholeSeconds } from './format-duration.ts';

test('a duration is as exact as anyone wants to know', () => {
  const durations = [0, 85, 999, 1_000, 3_249, 9_999, 48_500, 60_000, 125_000, 3_600_000, 3_840_000];
  expect(durations.map(formatDuration)).toEqual([
    '0 ms',
    '85 ms',
    '999 ms',
    '1.0 s',
    '3.2 s',
    '9.9 s',
    '48 s',
    '1 min',
    '2 min 5 s',
    '1 h',
    '1 h 4 min',
  ]);
});

test('what still runs is counted in whole seconds, never backwards by a clock that is behind', () => {
  expect([-400, 0, 999, 1_000, 61_000].map(formatWholeSeconds)).toEqual([
    '0 s',
    '0 s',
    '0 s',
    '1 s',
    '1 min 1 s',
  ]);
});
