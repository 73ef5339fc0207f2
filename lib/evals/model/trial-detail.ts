import { z } from 'zod';
import type { Trial } from './eval-run.ts';

const name = z.string();

/** One thing that a run changed in its sandbox: of the schema, or of a table's rows. */
export const trialChangeSchema = z.union([
  z.object({
    kind: z.literal('rows'),
    on: name,
    inserted: z.number(),
    updated: z.number(),
    deleted: z.number(),
  }),
  z.object({
    /** `table`, `column`, `policy`, `grant`, ... */
    kind: z.string(),
    action: z.enum(['added', 'altered', 'dropped']),
    /** The table, view or function, as `schema.name`. */
    on: name,
    /** The column, policy, index, ... in it. */
    name: name.optional(),
    before: z.string().optional(),
    after: z.string().optional(),
  }),
]);
export type TrialChange = z.infer<typeof trialChangeSchema>;

/** A trial with all that is known of it. */
export interface TrialOutcome {
  readonly trial: Trial;
  readonly skillHash: string;
  /** Between the seed and what the run left. */
  readonly changes: readonly TrialChange[];
  /** Its last answer, in words; null before the end. */
  readonly answer: string | null;
}

export interface TrialDetail extends TrialOutcome {
  readonly skillName: string;
  readonly skillVersion: number;
  /** The same scenario, condition, model and repeat under the version in production; null where that is this one, and where nothing was graded. */
  readonly before: TrialOutcome | null;
}
