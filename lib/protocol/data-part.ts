import { z } from 'zod';
import { idSchema } from './fields.ts';

/**
 * From here on the model is given `summary` in place of older content, so that all of it fits its window: of the
 * messages up to and including `throughMessageId`, or of this answer's own tool outputs up to `throughToolCallId`.
 * What people see stays as it is.
 */
export const compactionDataSchema = z.object({
  throughMessageId: idSchema.optional(),
  throughToolCallId: z.string().optional(),
  summary: z.string(),
  tokensBefore: z.number().int().nonnegative(),
  tokensAfter: z.number().int().nonnegative(),
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
