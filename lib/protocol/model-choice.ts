import { z } from 'zod';

/** A model that people may choose, as a page shows it. */
export const modelChoiceSchema = z.object({
  /** `provider:model`. */
  id: z.string(),
  label: z.string(),
  /** Scripted, not an AI; said so wherever its name is shown. */
  simulated: z.boolean(),
});
export type ModelChoice = z.infer<typeof modelChoiceSchema>;
