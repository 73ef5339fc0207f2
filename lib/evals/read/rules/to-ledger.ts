import type { Trial } from '#lib/evals/model/eval-run.ts';
import { conditions } from '#lib/evals/model/eval-spec.ts';
import type { LedgerRule, SkipRate } from '#lib/evals/model/rule-ledger.ts';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { MAIN_FILE, type SkillRule } from '#lib/skills/format/skill-files.ts';
import { isGraded } from '../matrix/compare-trials.ts';
import { narrowToRule } from './narrow-to-rule.ts';

export interface LedgerNeeds {
  /** Of the version that the trials with the skill followed. */
  readonly rules: readonly SkillRule[];
  readonly trials: readonly Trial[];
  readonly scenarios: readonly ScenarioSummary[];
  /** Of the version in production: for the text of what is missing here. */
  readonly productionRules?: readonly SkillRule[];
}

/** Every rule that the skill has or that checks ask for, by id. */
export function toLedger({ rules, trials, scenarios, productionRules = [] }: LedgerNeeds): LedgerRule[] {
  const asked = scenarios.flatMap(({ checks }) => checks.flatMap((check) => check.rules));
  const ids = new Set([...rules.map(({ id }) => id), ...asked]);
  return [...ids].toSorted().map((ruleId) => {
    const here = rules.find(({ id }) => id === ruleId);
    const there = here ?? productionRules.find(({ id }) => id === ruleId);
    return {
      ruleId,
      level: there?.level ?? levelOfChecks(scenarios, ruleId),
      text: there?.text ?? '',
      path: here?.path ?? '',
      line: here?.line ?? 0,
      isMissing: here === undefined,
      checks: listChecks(scenarios, ruleId),
      rates: toSkipRates(trials, ruleId, here?.path),
    };
  });
}

const listChecks = (scenarios: readonly ScenarioSummary[], ruleId: string): string[] =>
  scenarios.flatMap(({ id, checks }) =>
    checks.filter(({ rules }) => rules.includes(ruleId)).map(({ checkId }) => `${id}/${checkId}`),
  );

const levelOfChecks = (scenarios: readonly ScenarioSummary[], ruleId: string): LedgerRule['level'] =>
  scenarios.some(({ checks }) =>
    checks.some(({ rules, level }) => level === 'must' && rules.includes(ruleId)),
  )
    ? 'must'
    : 'should';

/** By condition, then model; where no check of the rule was applicable there is nothing to tell. */
function toSkipRates(trials: readonly Trial[], ruleId: string, path: string | undefined): SkipRate[] {
  const narrowed = listRuleTrials(trials, ruleId);
  const modelIds = [...new Set(narrowed.map(({ modelId }) => modelId))].toSorted();
  return conditions.flatMap((condition) =>
    modelIds.flatMap((modelId) => {
      const own = narrowed.filter((trial) => trial.condition === condition && trial.modelId === modelId);
      const sum = (toValue: (trial: Trial) => number): number =>
        own.reduce((total, trial) => total + toValue(trial), 0);
      if (own.length === 0) return [];
      const skipped = sum(({ passed, total }) => total - passed);
      const fileLoaded = own.filter((trial) => path !== undefined && hasRead(trial, path)).length;
      return [
        {
          condition,
          modelId,
          skipped,
          applicable: sum(({ total }) => total),
          fileLoaded,
          trials: own.length,
        },
      ];
    }),
  );
}

/** Graded trials in which the rule was applicable, seen through its checks alone. */
export function listRuleTrials(trials: readonly Trial[], ruleId: string): Trial[] {
  return trials
    .filter(isGraded)
    .map((trial) => narrowToRule(trial, ruleId))
    .filter(({ total }) => total > 0);
}

/** SKILL.md stands in the instructions of whoever has the skill. */
export function hasRead(trial: Trial, path: string): boolean {
  if (trial.condition !== 'mcp+skill') return false;
  return path === MAIN_FILE || trial.filesLoaded.includes(path);
}
