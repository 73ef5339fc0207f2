import { expect, test } from 'vitest';
import { toEstimateCost, toEstimateTime } from './estimate-words.ts';

const estimate = { trials: 324, cached: 0, costUsd: 1.234, seconds: 540, simulated: [] };

test('an estimate is told as exactly as it is known', () => {
  expect([
    [toEstimateCost(estimate), toEstimateTime(estimate)],
    [toEstimateCost({ ...estimate, costUsd: null }), toEstimateTime({ ...estimate, seconds: 12 })],
    [toEstimateCost({ ...estimate, costUsd: 0 }), toEstimateTime({ ...estimate, seconds: 9_000 })],
  ]).toEqual([
    ['$1.23', '9 min'],
    ['no price known', 'a minute'],
    ['$0', '2.5 h'],
  ]);
});

test('what is in the cache takes neither money nor time', () => {
  const cached = { ...estimate, cached: 324 };
  expect([toEstimateCost(cached), toEstimateTime(cached)]).toEqual(['nothing', 'no time']);
});
