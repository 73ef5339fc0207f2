import { expect, test } from 'vitest';
import type { Part } from '#lib/protocol/message.ts';
import { countTokens, findUsage, sumUsage } from './sum-usage.ts';

test('sums what is known and leaves unknown what nobody knows', () => {
  expect(
    sumUsage([
      { inputTokens: 10, outputTokens: 1, costUsd: 0.5 },
      { inputTokens: 5, reasoningTokens: 3, costUsd: 0.25 },
      {},
    ]),
  ).toEqual({ inputTokens: 15, outputTokens: 1, reasoningTokens: 3, costUsd: 0.75 });
});

test('an answer used what its run said at its end, before that what its steps say', () => {
  const step = (outputTokens: number): Part => ({
    type: 'step-start',
    state: 'done',
    usage: { outputTokens },
  });
  const parts: Part[] = [step(3), { type: 'text', text: 'kelp' }, step(4), { type: 'step-start' }];
  expect([
    findUsage({ parts }),
    findUsage({ parts, usage: { outputTokens: 9 } }),
    findUsage({ parts, usage: {} }),
    findUsage({ parts: [] }),
  ]).toEqual([{ outputTokens: 7 }, { outputTokens: 9 }, { outputTokens: 7 }, undefined]);
});

test('a summary of what is too long counts, too', () => {
  const data = { summary: 'kelp', tokensBefore: 9, tokensAfter: 1, usage: { outputTokens: 5 } };
  expect(findUsage({ parts: [{ type: 'data-compaction', id: 'c', data }] })).toEqual({ outputTokens: 5 });
});

test('tokens in and out are counted together', () => {
  expect([
    countTokens({ inputTokens: 3, outputTokens: 4 }),
    countTokens({ totalTokens: 9, inputTokens: 3 }),
    countTokens({}),
  ]).toEqual([7, 9, 0]);
});
