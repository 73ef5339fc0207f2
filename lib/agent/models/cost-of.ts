import type { Usage } from '#lib/protocol/fields.ts';
import type { ModelPrice } from './prices.ts';

const MILLION = 1_000_000;

/** US dollars of one call, to the millionth. Undefined without a price: nothing is made up. */
export function costOf(price: ModelPrice | undefined, usage: Usage): number | undefined {
  if (!price) return undefined;
  const { inputTokens = 0, cachedInputTokens = 0, outputTokens = 0 } = usage;
  const {
    input,
    output,
    cachedInput = input,
  } = price.long && inputTokens > price.long.above ? price.long : price;
  const fresh = Math.max(0, inputTokens - cachedInputTokens);
  return Math.round(fresh * input + cachedInputTokens * cachedInput + outputTokens * output) / MILLION;
}
