import { z } from 'zod';

/** What a model is given: nothing but the question, the tools, or both tools and skill. */
export const conditionSchema = z.enum(['baseline', 'mcp', 'mcp+skill']);
export type Condition = z.infer<typeof conditionSchema>;
export const conditions = conditionSchema.options;

export const MAX_REPEATS = 10;

/** What an eval run is to try: every scenario in every condition with every model, so many times. */
export const evalSpecSchema = z.strictObject({
  skillName: z.string().min(1).max(64),
  /** sha256 of the version's files: the whole of it. */
  skillHash: z.string().regex(/^[0-9a-f]{64}$/, 'the hash of a version'),
  scenarioIds: z.array(z.string().min(1).max(61)).min(1).max(100),
  conditions: z.array(conditionSchema).min(1),
  modelIds: z.array(z.string().min(1).max(200)).min(1).max(10),
  repeats: z.int().min(1).max(MAX_REPEATS),
  /** US dollars, after which no further trial is begun; null: whatever it costs. */
  maxCostUsd: z.number().positive().max(10_000).nullable(),
});
export type EvalSpec = z.infer<typeof evalSpecSchema>;
