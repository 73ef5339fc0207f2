import { expect, test } from 'vitest';
import { estimateTrials, type EstimatedModel } from './estimate-trials.ts';

const models: EstimatedModel[] = [
  { id: 'a:priced', simulated: false, price: { input: 10, output: 100 } },
  { id: 'a:unpriced', simulated: false },
  { id: 'demo:kelp', simulated: true },
];
const trial = (modelId: string, condition: 'baseline' | 'mcp' = 'baseline', isCached = false) => ({
  position: 0,
  scenarioId: 'one',
  condition,
  modelId,
  repeat: 1,
  isCached,
});
const means = [
  { scenarioId: 'one', condition: 'mcp', modelId: 'a:priced', costMicroUsd: 250_000, latencyMs: 9_000 },
];

test('what was tried before costs what it cost; else tokens are assumed, at the price of the model', () => {
  const trials = [trial('a:priced', 'mcp'), trial('a:priced'), trial('a:priced', 'mcp', true)];
  expect(estimateTrials(trials, { means, models, parallel: 2 })).toEqual({
    trials: 3,
    cached: 1,
    costUsd: 0.25 + (1_000 * 10 + 1_500 * 100) / 1_000_000,
    seconds: Math.ceil((10 + 21) / 2),
    simulated: [],
  });
});

test('without a price nothing is made up, unless it is a script of ours, which is free', () => {
  const estimate = (id: string) => {
    const { costUsd, simulated } = estimateTrials([trial(id)], { means, models, parallel: 1 });
    return { costUsd, simulated };
  };
  expect([estimate('a:unpriced'), estimate('demo:kelp')]).toEqual([
    { costUsd: null, simulated: [] },
    { costUsd: 0, simulated: ['demo:kelp'] },
  ]);
});
