import { z } from 'zod';

/**
 * Which calls are meant: a tool's name, also with a pattern for its input (`execute_sql ~ has_table_privilege`), or
 * `any`; `docs`: a search or a read; `ddl`: a migration, or a statement that defines something; `write`: that, or one
 * that changes rows. What runs as a visitor is neither.
 */
const callPattern = z
  .string()
  .regex(/^[a-z_]+( ~ .+)?$/, 'a tool, any, docs, ddl or write, and maybe "~ pattern"');

export const traceRuleSchema = z.union([
  /** Called before the first `before`, if there is one at all. */
  z.strictObject({ called: callPattern, before: callPattern }),
  z.strictObject({
    called: callPattern,
    atLeast: z.int().min(1).optional(),
    atMost: z.int().min(1).optional(),
  }),
  /** At no time, or not once `after` has succeeded. */
  z.strictObject({ never: callPattern, after: callPattern.optional() }),
  /** Each after the one before; others may lie in between. */
  z.strictObject({ order: z.array(callPattern).min(2) }),
  /** Files of the skill that were read. */
  z.strictObject({ files: z.array(z.string()).min(1) }),
]);

export type TraceRule = z.infer<typeof traceRuleSchema>;

/** One call of a tool, as the log of a session has it. Names are the Workbench's own. */
export interface TraceCall {
  readonly tool: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly status: 'ok' | 'error';
}
