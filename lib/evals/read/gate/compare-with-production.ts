import type { Trial } from '#lib/evals/model/eval-run.ts';
import type { GateReason } from '#lib/evals/model/gate.ts';
import { comparePairs } from '#lib/evals/statistics/sign-test.ts';
import { pairTrials } from '../matrix/compare-trials.ts';
import { findWorseRules } from './find-worse-rules.ts';

export interface ProductionComparison {
  readonly reasons: readonly GateReason[];
  readonly notes: readonly string[];
}

/** Graded trials with the skill: of the version in production, and of the one that may take its place. */
export function compareWithProduction(
  before: readonly Trial[],
  after: readonly Trial[],
  mustRuleIds: Iterable<string>,
): ProductionComparison {
  const models = [...Map.groupBy(after, ({ modelId }) => modelId)].map(([modelId, own]) => {
    const other = before.filter((trial) => trial.modelId === modelId);
    return compareModel(modelId, other, own);
  });
  return {
    reasons: [...tellWorseRules(before, after, mustRuleIds), ...models.flatMap(({ reasons }) => reasons)],
    notes: models.flatMap(({ notes }) => notes),
  };
}

function tellWorseRules(
  before: readonly Trial[],
  after: readonly Trial[],
  mustRuleIds: Iterable<string>,
): GateReason[] {
  const worse = findWorseRules(before, after, mustRuleIds);
  if (worse.length === 0) return [];
  const told = worse.map(
    (rule) =>
      `${rule.ruleId} with ${rule.modelId} (pass^${rule.k} ${rule.before.toFixed(2)}, now ${rule.after.toFixed(2)})`,
  );
  return [
    {
      code: 'must-rule-worse',
      message: `Must rules hold less reliably than in production: ${told.join(', ')}.`,
      about: [...new Set(worse.map(({ ruleId }) => ruleId))],
    },
  ];
}

function compareModel(
  modelId: string,
  before: readonly Trial[],
  after: readonly Trial[],
): ProductionComparison {
  const pairs = pairTrials(before, after, ({ scenarioId }) => scenarioId);
  const scenarios = new Set(after.map(({ scenarioId }) => scenarioId)).size;
  const { wins, losses, pValue, verdict } = comparePairs(pairs.map((pair) => [pair.before, pair.after]));
  const counts = `${modelId} wins ${wins} and loses ${losses} of ${pairs.length} scenarios against production`;
  const lost = pairs.filter((pair) => pair.after < pair.before).map(({ id }) => id);
  const significant = {
    code: 'significant-loss',
    message: `${counts} (p = ${pValue.toFixed(3)}).`,
    about: lost,
  } as const;
  if (pairs.length === 0) return { reasons: [], notes: [`Production was not tried with ${modelId}.`] };
  return {
    reasons: verdict === 'worse' ? [significant] : [],
    notes: [
      ...(pairs.length < scenarios
        ? [`Production was tried on ${pairs.length} of ${scenarios} scenarios with ${modelId}.`]
        : []),
      ...(verdict === 'underpowered' ? [`${counts}: too few differ to show anything.`] : []),
    ],
  };
}
