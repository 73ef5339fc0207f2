import type { Usage } from '#lib/protocol/fields.ts';
import type { Message } from '#lib/protocol/message.ts';

const keys = [
  'inputTokens',
  'outputTokens',
  'totalTokens',
  'cachedInputTokens',
  'reasoningTokens',
  'costUsd',
] as const satisfies readonly (keyof Usage)[];

/** What is not known of any member stays unknown: it is never told as 0. */
export function sumUsage(usages: readonly Usage[]): Usage {
  const sum: Usage = {};
  for (const usage of usages) {
    for (const key of keys) {
      const amount = usage[key];
      if (amount !== undefined) sum[key] = (sum[key] ?? 0) + amount;
    }
  }
  return sum;
}

/** What each model call of an answer used, in order. */
export function findStepUsages({ parts }: Pick<Message, 'parts'>): Usage[] {
  return parts.flatMap((part) => (part.type === 'step-start' && part.usage ? [part.usage] : []));
}

/** What an answer used: as its run said at its end, else as its steps say so far. Undefined where nobody said. */
export function findUsage(message: Pick<Message, 'parts' | 'usage'>): Usage | undefined {
  if (message.usage && Object.keys(message.usage).length > 0) return message.usage;
  const steps = findStepUsages(message);
  return steps.length === 0 ? undefined : sumUsage(steps);
}

/** Tokens in and out together. */
export function countTokens({ inputTokens, outputTokens, totalTokens }: Usage): number {
  return totalTokens ?? (inputTokens ?? 0) + (outputTokens ?? 0);
}
