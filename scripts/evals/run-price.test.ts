import { expect, test } from 'vitest';
import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { needsAgreement, tellPrice } from './run-price.ts';

const spec: EvalSpec = {
  skillName: 'kelp',
  skillHash: 'a'.repeat(64),
  scenarioIds: ['one', 'two'],
  conditions: ['mcp+skill'],
  modelIds: ['openai:x', 'demo:kelp'],
  repeats: 3,
  maxCostUsd: null,
};
const version = { hash: spec.skillHash, number: 4, labels: ['staging'] };
const estimate = { trials: 12, cached: 2, costUsd: 1.234, seconds: 100, simulated: ['demo:kelp'] };
const simulated = { ...spec, modelIds: ['demo:kelp'] };

test('the price comes with the version, the trials, and the models that are simulated', () => {
  expect(tellPrice({ ...spec, maxCostUsd: 5 }, version, estimate).split('\n')).toEqual([
    'kelp version 4 (aaaaaaaaaaaa), in staging',
    '2 scenarios x 1 condition x 2 models x 3 repeats = 12 trials, 2 of them known from earlier runs',
    'openai:x, demo:kelp (simulated)',
    'Price: about $1.23, stopped at $5; about 2 min',
  ]);
});

test('a price that nobody knows is not called nothing, one that is nothing is', () => {
  const tell = (of: EvalSpec, costUsd: number | null) =>
    tellPrice(of, version, { ...estimate, costUsd })
      .split('\n')
      .at(-1);
  expect([tell(spec, null), tell(simulated, 0)]).toEqual([
    'Price: unknown, as the price of a model is not known (HOLDFAST_MODEL_PRICES tells it); about 2 min',
    'Price: nothing, as simulated models are free; about 2 min',
  ]);
});

test('somebody has to agree where it may cost money without a limit', () => {
  expect([
    needsAgreement(spec, estimate),
    needsAgreement({ ...spec, maxCostUsd: 1 }, estimate),
    needsAgreement(simulated, estimate),
    needsAgreement(spec, { ...estimate, cached: 12 }),
  ]).toEqual([true, false, false, false]);
});
