import { expect, test } from 'vitest';
import { toWilsonInterval } from '#lib/evals/statistics/wilson-interval.ts';
import { trial } from '../testing/trial-fixture.ts';
import { toTrends } from './to-trends.ts';

test('each version has a point for each condition and model; one of fewer scenarios is marked', () => {
  const points = toTrends([
    {
      skillVersion: 2,
      skillHash: 'b',
      trials: [
        trial(['a S01 p', '?b S01 f'], { costUsd: 0.2 }),
        trial(['a S01 f', '?b S01 f'], { repeat: 2, costUsd: 0.4 }),
        trial([], { repeat: 3, status: 'infra-failed', costUsd: 9 }),
      ],
    },
    {
      skillVersion: 1,
      skillHash: 'a',
      trials: [
        trial(['a S01 p'], { modelId: 'openai:x' }),
        trial(['a S01 p']),
        trial(['a S01 p'], { scenarioId: 'table' }),
        trial(['a S01 n'], { condition: 'baseline' }),
      ],
    },
  ]);
  const kelp = { modelId: 'demo:kelp', simulated: true };
  const one = {
    skillVersion: 1,
    skillHash: 'a',
    isPartial: false,
    completeness: 1,
    passAt1: 1,
    meanCostUsd: 0,
  };
  expect(points).toEqual([
    {
      ...one,
      ...kelp,
      condition: 'baseline',
      trials: 1,
      scenarios: 1,
      completeness: null,
      passAt1: null,
      interval: { low: 0, high: 1 },
    },
    { ...one, ...kelp, condition: 'mcp+skill', trials: 2, scenarios: 2, interval: toWilsonInterval(2, 2) },
    {
      ...one,
      modelId: 'openai:x',
      simulated: false,
      condition: 'mcp+skill',
      trials: 1,
      scenarios: 1,
      interval: toWilsonInterval(1, 1),
    },
    {
      ...kelp,
      skillVersion: 2,
      skillHash: 'b',
      condition: 'mcp+skill',
      trials: 2,
      scenarios: 1,
      isPartial: true,
      completeness: 0.25,
      passAt1: 0.5,
      interval: toWilsonInterval(1, 2),
      meanCostUsd: expect.closeTo(0.3, 9),
    },
  ]);
});
