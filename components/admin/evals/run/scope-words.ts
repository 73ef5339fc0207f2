import type { EvalSpec } from '#lib/evals/model/eval-spec.ts';
import { formatCount } from '#components/usage/usage-words.ts';
import { conditionWords } from '../condition-words.ts';

/** What is tried: `18 scenarios · Baseline, MCP · 3 times`. */
export function toScopeWords({ scenarioIds, conditions, repeats }: EvalSpec): string {
  const [only] = scenarioIds;
  return [
    scenarioIds.length === 1 && only ? only : formatCount(scenarioIds.length, 'scenario'),
    conditions.map((condition) => conditionWords[condition].name).join(', '),
    repeats === 1 ? 'once' : `${repeats} times`,
  ].join(' · ');
}
