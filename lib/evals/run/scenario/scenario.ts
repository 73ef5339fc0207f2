import { z } from 'zod';
import { expectationSchema } from './expectation.ts';
import { traceRuleSchema } from './trace-rule.ts';

const idSchema = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/, 'lower-case words with hyphens');
const ruleSchema = z.string().regex(/^S\d\d$/, 'the id of a rule, such as S01');
const pattern = z.string().refine(isPattern, 'a regular expression');

/** One statement; lines of a list are joined. `{{name}}` stands for an identifier, `{{{name}}}` for a piece of SQL. */
const sqlSchema = z
  .union([z.string().min(1), z.array(z.string()).min(1)])
  .transform((sql) => (typeof sql === 'string' ? sql : sql.join('\n')));

const about = {
  id: idSchema,
  rules: z.array(ruleSchema).min(1),
  level: z.enum(['must', 'should']),
  /** What holds, as a sentence. */
  holds: z.string().min(1).max(200),
  /** Left out where the model had no tools. */
  needsTools: z.literal(true).optional(),
};

/** A query as the sandbox's own login: over the catalogue, or over rows that no visitor may read. */
const catalogueCheck = z.strictObject({
  ...about,
  kind: z.literal('catalogue'),
  sql: sqlSchema,
  expect: expectationSchema,
});

/** The schema as a whole, beside that of a fresh seed: untouched, or what the recorded migrations make of it. */
const schemaCheck = z.strictObject({
  ...about,
  kind: z.literal('catalogue'),
  schema: z.enum(['as-seeded', 'as-migrations']),
});

/** A story of visitors of the API, in one transaction that is rolled back. */
const behaviourCheck = z.strictObject({
  ...about,
  kind: z.literal('behaviour'),
  steps: z
    .array(z.strictObject({ as: z.string(), sql: sqlSchema, expect: expectationSchema }))
    .min(1)
    .max(30),
});

/** EXPLAIN as a visitor. `must` and `mustNot` name node types; `InitPlan` and `SubPlan` count as such. */
const planCheck = z.strictObject({
  ...about,
  kind: z.literal('plan'),
  as: z.string(),
  sql: sqlSchema,
  /** Its statistics are brought up to date first. */
  table: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  must: z.array(z.string()).optional(),
  mustNot: z.array(z.string()).optional(),
  /** Columns that an index condition names. */
  indexCondition: z.array(z.string()).optional(),
});

/** What was called, in which order. */
const traceCheck = z.strictObject({
  ...about,
  kind: z.literal('trace'),
  calls: z.array(traceRuleSchema).min(1),
});

/** The answer in words: patterns first, then, where a judge is configured, its verdict on the question. */
const judgeCheck = z.strictObject({
  ...about,
  kind: z.literal('judge'),
  question: z.string().min(1).optional(),
  /** Each of `all`, one of `any`, none of `none`; case does not matter. */
  words: z
    .strictObject({
      all: z.array(pattern).optional(),
      any: z.array(pattern).optional(),
      none: z.array(pattern).optional(),
    })
    .optional(),
});

export const checkSchema = z.union([
  catalogueCheck,
  schemaCheck,
  behaviourCheck,
  planCheck,
  traceCheck,
  judgeCheck,
]);

/** A name that the model was free to choose, found in the catalogue before it is used in the checks. */
const nameSchema = z.strictObject({ is: z.string().min(1), sql: sqlSchema });

export const scenarioSchema = z.strictObject({
  id: idSchema,
  title: z.string().min(1).max(80),
  prompt: z.string().min(1),
  rules: z.array(ruleSchema).min(1),
  /** Visitors beside `ada`, `ben`, `anon` and `service`: their claims. */
  users: z.record(z.string(), z.record(z.string(), z.json())).optional(),
  names: z.record(z.string(), nameSchema).optional(),
  checks: z.array(checkSchema).min(1),
});

export type Check = z.infer<typeof checkSchema>;
export type CheckOf<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>;
export type QueryCheck = z.infer<typeof catalogueCheck>;
export type Scenario = z.infer<typeof scenarioSchema>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'i') instanceof RegExp;
  } catch {
    return false;
  }
}
