import { expect, test } from 'vitest';
import { costOf } from './cost-of.ts';
import { findPrice } from './prices.ts';
import { toUsage } from './to-usage.ts';

const price = { input: 2, output: 10, cachedInput: 0.2 };

test('input, output and what was cached each have their price', () => {
  const usage = { inputTokens: 1_000_000, cachedInputTokens: 400_000, outputTokens: 100_000 };
  expect([costOf(price, usage), costOf({ input: 2, output: 10 }, usage)]).toEqual([2.28, 3]);
});

test('a long prompt costs more, from its first token on', () => {
  const long = { ...price, long: { above: 1_000, input: 4, output: 15, cachedInput: 0.4 } };
  expect([1_000, 1_001].map((inputTokens) => costOf(long, { inputTokens, outputTokens: 100 }))).toEqual([
    0.003, 0.005504,
  ]);
});

test('without a price no cost is made up', () => {
  expect([costOf(undefined, { inputTokens: 5 }), findPrice('ollama:llama3.2:3b')]).toEqual([
    undefined,
    undefined,
  ]);
});

test.each([
  ['anthropic:claude-opus-4-5-20251101', 5],
  ['anthropic:claude-opus-4-1-20250805', 15],
  ['anthropic:claude-opus-4-20250514', 15],
  ['anthropic:claude-opus-5', 5],
  ['anthropic:claude-opus-5-5', 4],
  ['anthropic:claude-sonnet-4-6', 3],
  ['openai:gpt-6.1-terra', 1],
  ['openai:gpt-5', 1.25],
  ['openai:gpt-5-pro', undefined],
  ['google:gemini-4-argon', 4],
  ['demo:coral', undefined],
])('%s costs %s per million tokens of input', (id, input) => {
  expect(findPrice(id)?.input).toBe(input);
});

test('usage says what was cached, thought and paid, where there was any', () => {
  const details = {
    inputTokenDetails: { noCacheTokens: 60, cacheReadTokens: 40, cacheWriteTokens: undefined },
    outputTokenDetails: { textTokens: 5, reasoningTokens: 15 },
  };
  const none = {
    inputTokenDetails: { noCacheTokens: undefined, cacheReadTokens: 0, cacheWriteTokens: undefined },
    outputTokenDetails: { textTokens: undefined, reasoningTokens: undefined },
  };
  expect([
    toUsage({ inputTokens: 100, outputTokens: 20, totalTokens: 120, ...details }, price),
    toUsage({ inputTokens: 3, outputTokens: undefined, totalTokens: undefined, ...none }, undefined),
  ]).toEqual([
    {
      inputTokens: 100,
      outputTokens: 20,
      totalTokens: 120,
      cachedInputTokens: 40,
      reasoningTokens: 15,
      costUsd: 0.000328,
    },
    { inputTokens: 3 },
  ]);
});
