import type { Usage } from '#lib/protocol/fields.ts';
import type { Part } from '#lib/protocol/message.ts';

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

/** What the model calls behind an answer took, as the log has it: its finished steps and its compactions. */
export function usageOf(parts: readonly Part[]): Usage {
  return parts.reduce<Usage>((sum, part) => {
    if (part.type === 'step-start') return addUsage(sum, part.usage ?? {});
    return part.type === 'data-compaction' ? addUsage(sum, part.data.usage ?? {}) : sum;
  }, {});
}
