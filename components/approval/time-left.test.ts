import { expect, test } from 'vitest';
import { toTimeLeft } from './time-left.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const inMs = (ms: number) => new Date(now + ms).toISOString();

test('the time left is told as closely as it matters', () => {
  expect(
    [86_400_000, 7_200_000, 7_199_999, 120_000, 119_000, 45_999, 500].map((ms) => toTimeLeft(inMs(ms), now)),
  ).toEqual([
    '24 h left',
    '2 h left',
    '119 min left',
    '2 min left',
    '1 min 59 s left',
    '45 s left',
    '0 s left',
  ]);
});

test('when the time is over, nothing is left', () => {
  expect([0, -1].map((ms) => toTimeLeft(inMs(ms), now))).toEqual([undefined, undefined]);
});
