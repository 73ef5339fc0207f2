import type { CheckResult, Trial } from '#lib/evals/model/eval-run.ts';
import type { Comparison } from '#lib/evals/model/matrix.ts';
import { toMean } from '#lib/evals/statistics/mean.ts';
import { comparePairs } from '#lib/evals/statistics/sign-test.ts';

export interface TrialPair {
  /** Of the scenario, or of the repeat. */
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

/** Pairs trials by what `toId` says they have in common, and compares the completeness of each pair. Null without a pair. */
export function compareTrials(
  before: readonly Trial[],
  after: readonly Trial[],
  toId: (trial: Trial) => string,
): Comparison | null {
  const pairs = pairTrials(before, after, toId);
  if (pairs.length === 0) return null;
  return {
    ...comparePairs(pairs.map((pair) => [pair.before, pair.after])),
    before: toMean(pairs.map((pair) => pair.before)),
    after: toMean(pairs.map((pair) => pair.after)),
  };
}

/**
 * What was graded on both sides. Only checks that were applicable on both count: what a condition without tools can't be
 * asked, or a scenario did not ask yet, is neither its merit nor its fault.
 */
export function pairTrials(
  before: readonly Trial[],
  after: readonly Trial[],
  toId: (trial: Trial) => string,
): TrialPair[] {
  const others = Map.groupBy(before.filter(isGraded), toId);
  return [...Map.groupBy(after.filter(isGraded), toId)].flatMap(([id, trials]) => {
    const other = others.get(id) ?? [];
    const [asked, here] = [toApplicableIds(other), toApplicableIds(trials)];
    const shared = new Set([...asked].filter((checkId) => here.has(checkId)));
    const [one, two] = [toScore(other, shared), toScore(trials, shared)];
    return one === null || two === null ? [] : [{ id, before: one, after: two }];
  });
}

export const isGraded = ({ status }: Trial): boolean => status === 'graded';
export const isApplicable = ({ status }: CheckResult): boolean => status !== 'not-applicable';

const toApplicableIds = (trials: readonly Trial[]): Set<string> =>
  new Set(trials.flatMap(({ checks }) => checks.filter(isApplicable).map(({ checkId }) => checkId)));

function toScore(trials: readonly Trial[], shared: ReadonlySet<string>): number | null {
  const shares = trials.flatMap(({ checks }) => {
    const counted = checks.filter((check) => isApplicable(check) && shared.has(check.checkId));
    if (counted.length === 0) return [];
    return [counted.filter(({ status }) => status === 'pass').length / counted.length];
  });
  const mean = toMean(shares);
  // The same thirds in another order may differ in the last digit, which is neither a win nor a loss.
  return mean === null ? null : Number(mean.toFixed(9));
}
