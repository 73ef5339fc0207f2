import type { Usage } from '#lib/protocol/fields.ts';

const counts = [
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'cachedInputTokens',
  'reasoningTokens',
  'costUsd',
] as const;

/** The sum, with nothing in it that neither of the two knows. */
export function addUsage(total: Usage, more: Usage): Usage {
  const sum = { ...total };
  for (const key of counts) {
    const value = more[key];
    if (value !== undefined) sum[key] = (sum[key] ?? 0) + value;
  }
  return sum;
}
