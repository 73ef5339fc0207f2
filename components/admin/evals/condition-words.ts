import type { Condition } from '#lib/evals/model/eval-spec.ts';

/** What a model is given, as people say it. */
export const conditionWords = {
  baseline: { name: 'Baseline', about: 'the question alone' },
  mcp: { name: 'MCP', about: 'the question and the tools' },
  'mcp+skill': { name: 'MCP + skill', about: 'the question, the tools and the skill' },
} satisfies Record<Condition, { name: string; about: string }>;
