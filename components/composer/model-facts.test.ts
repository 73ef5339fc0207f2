import { expect, test } from 'vitest';
import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { toModelFacts, toProviderName, toShortLabel } from './model-facts.ts';

const model: ModelChoice = {
  id: 'openai:gpt-5',
  label: 'GPT-5',
  simulated: false,
  reasoning: false,
  contextWindow: 400_000,
};

test('a model is told by what it can do and what it costs, as far as that is known', () => {
  expect([
    toModelFacts(model),
    toModelFacts({ ...model, reasoning: true, contextWindow: 1_050_000, price: { input: 1.25, output: 10 } }),
    toModelFacts({ ...model, contextWindow: 1_000_000, price: { input: 0, output: 0 } }),
  ]).toEqual([
    'reads 400k tokens',
    'thinks first · reads 1.1M tokens · $1.25 in, $10 out per 1M',
    'reads 1M tokens · free',
  ]);
});

test('a model belongs to the provider in its id', () => {
  expect([toProviderName('anthropic:claude'), toProviderName('chat:llama'), toProviderName('llama')]).toEqual(
    ['Anthropic', 'chat', ''],
  );
  expect(toShortLabel({ label: 'Kelp (scripted demo)' })).toBe('Kelp');
});
