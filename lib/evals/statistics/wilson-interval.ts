export interface Interval {
  readonly low: number;
  readonly high: number;
}

const Z_95 = 1.959963984540054;

/**
 * The 95 % interval of a share, after Wilson (1927): it stays within 0 and 1 and holds for few trials too. Of no trials
 * nothing is known: 0 to 1.
 */
export function toWilsonInterval(passes: number, trials: number): Interval {
  if (trials === 0) return { low: 0, high: 1 };
  const share = passes / trials;
  const square = Z_95 * Z_95;
  const middle = share + square / (2 * trials);
  const half = Z_95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials * trials));
  const scale = 1 + square / trials;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}
