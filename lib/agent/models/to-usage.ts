import type { LanguageModelUsage } from 'ai';
import type { Usage } from '#lib/protocol/fields.ts';
import { costOf } from './cost-of.ts';
import type { ModelPrice } from './prices.ts';

/** What a provider reports, without what it does not know; details that are zero are left out. */
export function toUsage(reported: LanguageModelUsage, price: ModelPrice | undefined): Usage {
  const { inputTokens, outputTokens, totalTokens, inputTokenDetails, outputTokenDetails } = reported;
  const usage: Usage = {
    ...(inputTokens === undefined ? {} : { inputTokens }),
    ...(outputTokens === undefined ? {} : { outputTokens }),
    ...(totalTokens === undefined ? {} : { totalTokens }),
    ...(inputTokenDetails.cacheReadTokens ? { cachedInputTokens: inputTokenDetails.cacheReadTokens } : {}),
    ...(outputTokenDetails.reasoningTokens ? { reasoningTokens: outputTokenDetails.reasoningTokens } : {}),
  };
  const costUsd = costOf(price, usage);
  return costUsd === undefined ? usage : { ...usage, costUsd };
}
