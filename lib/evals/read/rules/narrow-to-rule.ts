import type { Trial } from '#lib/evals/model/eval-run.ts';
import { scoreTrial } from '#lib/evals/statistics/trial-score.ts';

/** The trial as if nothing but this rule had been checked: it passes when the rule's must checks do. */
export function narrowToRule(trial: Trial, ruleId: string): Trial {
  const checks = trial.checks.filter(({ rules }) => rules.includes(ruleId));
  const { isPassed = null, passed, total } = scoreTrial(checks);
  return { ...trial, checks, isPassed, passed, total };
}
