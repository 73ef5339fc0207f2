import { z } from 'zod';

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a statement has to come to. Numbers are compared as numbers, whatever type Postgres gave them. */
export const expectationSchema = z.union([
  /** It runs. */
  z.literal('works'),
  /** Tried for what comes after it: the outcome is all the same. */
  z.literal('anything'),
  /** Refused by a right, a policy, a constraint or a trigger, or it finds no row. A missing table is none of these. */
  z.literal('blocked'),
  /** No right to look, or no row to see. */
  z.literal('nothing'),
  /** An error with this SQLSTATE, or of this class of two characters. */
  z.strictObject({ error: z.string().regex(/^[0-9A-Z]{2}([0-9A-Z]{3})?$/) }),
  /** Rows read or changed. */
  z.strictObject({ rowCount: z.int().min(0) }),
  /** The first value of the first row. */
  z.strictObject({ value: valueSchema }),
  z.strictObject({ atLeast: z.number() }),
  /** All rows, in order. */
  z.strictObject({ rows: z.array(z.array(valueSchema)) }),
]);

export type Expectation = z.infer<typeof expectationSchema>;
