import type { Usage } from '#lib/protocol/fields.ts';
import type { Message } from '#lib/protocol/message.ts';
import { addUsage, usageOf } from '#lib/state/usage-of.ts';

/** What is not known of any member stays unknown: it is never told as 0. */
export function sumUsage(usages: readonly Usage[]): Usage {
  return usages.reduce<Usage>(addUsage, {});
}

/** What each model call of an answer used, in order. */
export function findStepUsages({ parts }: Pick<Message, 'parts'>): Usage[] {
  return parts.flatMap((part) => (part.type === 'step-start' && part.usage ? [part.usage] : []));
}

/** What an answer used: as its run said at its end, else as its parts say so far. Undefined where nobody said. */
export function findUsage(message: Pick<Message, 'parts' | 'usage'>): Usage | undefined {
  return [message.usage, usageOf(message.parts)].find((usage) => usage && Object.keys(usage).length > 0);
}

/** Tokens in and out together. */
export function countTokens({ inputTokens, outputTokens, totalTokens }: Usage): number {
  return totalTokens ?? (inputTokens ?? 0) + (outputTokens ?? 0);
}
