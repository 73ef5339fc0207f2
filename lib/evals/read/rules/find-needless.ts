import type { Trial } from '#lib/evals/model/eval-run.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import type { LedgerRule } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { toWilsonInterval } from '#lib/evals/statistics/wilson-interval.ts';

/** Of one model in one condition. With fewer, that all pass is too likely to be luck. */
const MIN_TRIALS = 3;

/**
 * A rule that every model follows without being told it: all its checks pass without the skill, with tools and without,
 * wherever they are applicable. Undefined as well where a model, a condition or a check was not tried. `trials` are those
 * of the rule, through its checks.
 */
export function findNeedless(
  rule: LedgerRule,
  trials: readonly Trial[],
  { scenarios }: { scenarios: readonly ScenarioSummary[] },
): { message: string; evidence: readonly Trial[] } | undefined {
  const modelIds = [...new Set(trials.map(({ modelId }) => modelId))].toSorted();
  const under = (condition: Condition, modelId?: string): Trial[] =>
    trials.filter(
      (trial) => trial.condition === condition && (modelId === undefined || trial.modelId === modelId),
    );
  const [bare, tools] = [under('baseline'), under('mcp')];
  const isFollowed = [...bare, ...tools].every(({ passed, total }) => passed === total);
  const isTried = modelIds.every((modelId) => {
    const [own, ownTools] = [under('baseline', modelId), under('mcp', modelId)];
    return Math.min(own.length, ownTools.length) >= MIN_TRIALS && isComplete(rule, ownTools, scenarios);
  });
  if (modelIds.length === 0 || !isFollowed || !isTried) return undefined;
  const least = Math.floor(toWilsonInterval(tools.length, tools.length).low * 100);
  return {
    message: `Delete ${rule.ruleId}: ${modelIds.join(' and ')} follow it without the skill, in ${bare.length} of ${bare.length} trials of baseline and ${tools.length} of ${tools.length} of mcp; so few show no more than that at least ${least} % pass.`,
    evidence: [...bare, ...tools],
  };
}

/** With tools, each of its checks was applicable at least once. */
function isComplete(
  { ruleId }: LedgerRule,
  trials: readonly Trial[],
  scenarios: readonly ScenarioSummary[],
): boolean {
  const seen = new Set(
    trials.flatMap(({ scenarioId, checks }) =>
      checks
        .filter(({ status }) => status !== 'not-applicable')
        .map(({ checkId }) => `${scenarioId}/${checkId}`),
    ),
  );
  return scenarios.every(({ id, checks }) =>
    checks.filter(({ rules }) => rules.includes(ruleId)).every(({ checkId }) => seen.has(`${id}/${checkId}`)),
  );
}
