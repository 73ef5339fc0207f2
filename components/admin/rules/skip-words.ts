import type { LedgerRule, SkipRate } from '#lib/evals/model/rule-ledger.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';

/** 0 to 1; undefined where no check of the rule applied. */
export function toSkipShare({ skipped, applicable }: SkipRate): number | undefined {
  return applicable === 0 ? undefined : skipped / applicable;
}

/** `3 of 12 skipped`. */
export function toSkipSentence(rate: SkipRate): string {
  const { skipped, applicable } = rate;
  return applicable === 0 ? 'no check applied' : `${skipped} of ${applicable} skipped`;
}

export interface LedgerQuery {
  readonly condition?: Condition | undefined;
  readonly modelId?: string | undefined;
  readonly level?: 'must' | 'should' | undefined;
  readonly place?: 'skill' | 'reference' | 'missing' | undefined;
  readonly onlySkipped: boolean;
}

/** Rules that somebody asks for, with the rates of the condition and model that they ask for. */
export function filterLedger(rules: readonly LedgerRule[], query: LedgerQuery): LedgerRule[] {
  const { condition, modelId, level, place, onlySkipped } = query;
  return rules
    .filter((rule) => level === undefined || rule.level === level)
    .filter((rule) => place === undefined || toPlace(rule) === place)
    .map((rule) => ({
      ...rule,
      rates: rule.rates.filter(
        (rate) =>
          (condition === undefined || rate.condition === condition) &&
          (modelId === undefined || rate.modelId === modelId),
      ),
    }))
    .filter(({ rates }) => !onlySkipped || rates.some(({ skipped }) => skipped > 0));
}

/** Where a rule stands. */
export function toPlace({ path, isMissing }: LedgerRule): 'skill' | 'reference' | 'missing' {
  if (isMissing) return 'missing';
  return path === 'SKILL.md' ? 'skill' : 'reference';
}
