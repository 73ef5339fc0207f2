import { estimateTokens } from '#lib/base/estimate-tokens.ts';
import type { Usage } from '#lib/protocol/fields.ts';
import { costOf } from './cost-of.ts';
import type { ModelPrice } from './prices.ts';

/**
 * What a call took that broke off while it was answered: providers charge for it, and would have said how much only at
 * its end. [R5]
 */
export function estimateUsage(
  call: { prompt: unknown; answer: string },
  price: ModelPrice | undefined,
): Usage {
  const inputTokens = estimateTokens(JSON.stringify(call.prompt));
  const outputTokens = estimateTokens(call.answer);
  const usage: Usage = { inputTokens, outputTokens, totalTokens: inputTokens + outputTokens };
  const costUsd = costOf(price, usage);
  return costUsd === undefined ? usage : { ...usage, costUsd };
}
