import { z } from 'zod';

/** A model that people may choose, as a page shows it. */
export const modelChoiceSchema = z.object({
  /** `provider:model`. */
  id: z.string(),
  label: z.string(),
  /** Scripted, not an AI; said so wherever its name is shown. */
  simulated: z.boolean(),
  /** May think aloud before it answers. */
  reasoning: z.boolean(),
  /** Tokens. */
  contextWindow: z.number().int().positive(),
  /** US dollars per million tokens, where known. */
  price: z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() }).optional(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;
