import { z } from 'zod';
import { idSchema, usageSchema } from './fields.ts';

/**
 * From here on the model is given `summary` in place of older content, so that all of it fits its window. With
 * `throughMessageId` alone: in place of the messages up to and including that one. With `throughToolCallId`: in place
 * of each long tool output up to that call, which is this answer's own or, where both are given, that message's. What
 * people see stays as it is.
 */
export const compactionDataSchema = z.object({
  throughMessageId: idSchema.optional(),
  throughToolCallId: z.string().optional(),
  summary: z.string(),
  tokensBefore: z.number().int().nonnegative(),
  tokensAfter: z.number().int().nonnegative(),
  /** Of the model call that wrote the summary, when there was one. */
  usage: usageSchema.optional(),
});
export type CompactionData = z.infer<typeof compactionDataSchema>;

export const budgetKindSchema = z.enum(['steps', 'tokens', 'time', 'tool-calls', 'bytes', 'cost']);
export type BudgetKind = z.infer<typeof budgetKindSchema>;

/** A budget that is nearly used up, said once before it bites. Tokens, milliseconds, bytes, US dollars or a count. */
export const budgetDataSchema = z.object({
  kind: budgetKindSchema,
  /** Whose budget: this answer's, this user's for today, or everybody's for today. */
  scope: z.enum(['run', 'user-day', 'day']),
  used: z.number().nonnegative(),
  limit: z.number().nonnegative(),
});
export type BudgetData = z.infer<typeof budgetDataSchema>;
