import type { LedgerRule, SkipRate, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import { nameModel } from './eval-report.ts';
import { wrap } from './plain-text.ts';

/** Rules that were skipped with the skill: where they stand, and by whom in which condition. */
export function tellSkippedRules(rules: readonly LedgerRule[]): string {
  const tried = rules.filter(({ rates }) => rates.some(isWithSkill));
  const skipped = tried.filter(({ rates }) => rates.some((rate) => isWithSkill(rate) && rate.skipped > 0));
  if (tried.length === 0) return 'No rule was tried with the skill.';
  if (skipped.length === 0) return `None of ${tried.length}.`;
  return skipped.map(tellRule).join('\n');
}

const isWithSkill = ({ condition }: SkipRate): boolean => condition === 'mcp+skill';

function tellRule({ ruleId, level, path, line, isMissing, rates }: LedgerRule): string {
  const place = isMissing ? 'not in this version' : `${path}:${line}`;
  const conditions = Map.groupBy(rates, ({ condition }) => condition);
  const lines = [...conditions].map(([condition, own]) => {
    const models = own.map(
      ({ modelId, skipped, applicable }) => `${nameModel(modelId)} ${skipped} of ${applicable}`,
    );
    return wrap(`${condition} skipped: ${models.join(', ')}`, '    ', '  ');
  });
  return [`${ruleId} (${level}, ${place})`, ...lines].join('\n');
}

export function tellSuggestions(suggestions: readonly Suggestion[]): string {
  if (suggestions.length === 0) return 'None.';
  return suggestions.map(({ message }) => wrap(`- ${message}`, '  ')).join('\n');
}
