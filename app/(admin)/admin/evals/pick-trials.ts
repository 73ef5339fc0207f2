import { conditionWords } from '#components/admin/evals/condition-words.ts';
import { toModelName } from '#components/message/model-words.ts';
import type { Trial } from '#lib/evals/model/eval-run.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import { narrowToRule } from '#lib/evals/read/rules/narrow-to-rule.ts';

export interface TrialGroup {
  readonly key: string;
  readonly title: string;
  readonly scenarioId: string;
  /** Repeats, in order; of a rule, with its checks alone. */
  readonly trials: readonly Trial[];
}

/** The trials of a cell, by what they have in common but the repeat. What is undefined does not narrow. */
export function pickTrials(
  trials: readonly Trial[],
  {
    scenarioId,
    ruleId,
    condition,
    modelId,
  }: {
    scenarioId: string | undefined;
    ruleId: string | undefined;
    condition: Condition | undefined;
    modelId: string | undefined;
  },
): TrialGroup[] {
  const picked = trials
    .filter((trial) => scenarioId === undefined || trial.scenarioId === scenarioId)
    .filter((trial) => condition === undefined || trial.condition === condition)
    .filter((trial) => modelId === undefined || trial.modelId === modelId)
    .flatMap((trial) => (ruleId === undefined ? [trial] : narrow(trial, ruleId)));
  const groups = Map.groupBy(picked, (trial) => `${trial.scenarioId} ${trial.condition} ${trial.modelId}`);
  return [...groups].flatMap(([key, members]) => {
    const [first] = members;
    if (!first) return [];
    const title = [
      first.scenarioId,
      ...(condition === undefined ? [conditionWords[first.condition].name] : []),
      ...(modelId === undefined ? [toModelName(first.modelId)] : []),
    ].join(' · ');
    return [
      { key, title, scenarioId: first.scenarioId, trials: members.toSorted((a, b) => a.repeat - b.repeat) },
    ];
  });
}

function narrow(trial: Trial, ruleId: string): Trial[] {
  const narrowed = narrowToRule(trial, ruleId);
  return narrowed.checks.length > 0 ? [narrowed] : [];
}
