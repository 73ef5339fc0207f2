import { expect, test } from 'vitest';
import { createGaps, defaultPace, findPace } from './pacing.ts';

const take = (nextGapMs: () => number) => Array.from({ length: 1_000 }, nextGapMs);

test('a rhythm stays around its mean, and is the same for the same seed', () => {
  const gaps = take(createGaps(defaultPace, 1));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(16.25);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(33.75);
  expect(mean).toBeCloseTo(25, 0);
  expect(take(createGaps(defaultPace, 1))).toEqual(gaps);
  expect(take(createGaps(defaultPace, 2))).not.toEqual(gaps);
});

test('a rate in the prompt is kept evenly', () => {
  const pace = { wordsPerSecond: 50, thinkMs: 0, jitter: 0 };
  expect(findPace('count to 9 at 50 per second')).toEqual(pace);
  expect(new Set(take(createGaps(pace, 7)))).toEqual(new Set([20]));
});

test('no rate, and a rate of nothing, leave the standard pace', () => {
  expect([findPace('count to 9'), findPace('count to 9 at 0 per second')]).toEqual([undefined, undefined]);
});
