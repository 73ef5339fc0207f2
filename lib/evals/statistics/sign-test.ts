export const SIGNIFICANCE = 0.05;

export interface PairedResult {
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  /** Two-sided and exact; 1 where no pair differs. */
  readonly pValue: number;
  /**
   * `underpowered`: with so few pairs that differ, not even the clearest outcome could show anything, so this one shows
   * nothing either. Six are the fewest.
   */
  readonly verdict: 'better' | 'worse' | 'no-difference' | 'underpowered';
}

/** Pairs of scores of the same task, before and after. Higher is better. */
export function comparePairs(pairs: readonly (readonly [before: number, after: number])[]): PairedResult {
  const wins = pairs.filter(([before, after]) => after > before).length;
  const losses = pairs.filter(([before, after]) => after < before).length;
  const ties = pairs.length - wins - losses;
  const pValue = toSignTest(wins, losses);
  return { wins, losses, ties, pValue, verdict: toVerdict(wins, losses, pValue) };
}

/** How likely at least as uneven a count is if wins and losses were equally likely. Ties count for nothing. */
export function toSignTest(wins: number, losses: number): number {
  const differing = wins + losses;
  if (differing === 0) return 1;
  let term = 2 ** -differing;
  let tail = 0;
  for (let k = 0; k <= Math.min(wins, losses); k += 1) {
    tail += term;
    term *= (differing - k) / (k + 1);
  }
  return Math.min(1, 2 * tail);
}

function toVerdict(wins: number, losses: number, pValue: number): PairedResult['verdict'] {
  if (toSignTest(wins + losses, 0) > SIGNIFICANCE) return 'underpowered';
  if (pValue > SIGNIFICANCE) return 'no-difference';
  return wins > losses ? 'better' : 'worse';
}
