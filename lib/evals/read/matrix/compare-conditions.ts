import type { Trial } from '#lib/evals/model/eval-run.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import { isSimulated } from '#lib/evals/model/is-simulated.ts';
import type { ConditionComparison } from '#lib/evals/model/matrix.ts';
import { compareTrials } from './compare-trials.ts';

/** What tools change, what the skill changes beyond them, and both together. */
const steps: readonly (readonly [from: Condition, to: Condition])[] = [
  ['baseline', 'mcp'],
  ['mcp', 'mcp+skill'],
  ['baseline', 'mcp+skill'],
];

/** For each model, scenario by scenario. What was not tried on both sides is left out. */
export function compareConditions(trials: readonly Trial[]): ConditionComparison[] {
  return [...Map.groupBy(trials, ({ modelId }) => modelId)].flatMap(([modelId, own]) =>
    steps.flatMap(([from, to]) => {
      const under = (condition: Condition): Trial[] => own.filter((trial) => trial.condition === condition);
      const comparison = compareTrials(under(from), under(to), ({ scenarioId }) => scenarioId);
      return comparison ? [{ modelId, simulated: isSimulated(modelId), from, to, ...comparison }] : [];
    }),
  );
}
