/**
 * pass^k: how likely k tries in a row all pass, estimated without bias from n trials of which some passed: the share of all
 * choices of k trials that hold passes alone. Undefined where there are fewer than k trials.
 */
export function toPassHatK(passes: number, trials: number, k: number): number | undefined {
  if (k < 1 || trials < k) return undefined;
  let share = 1;
  for (let index = 0; index < k; index += 1) share *= Math.max(0, passes - index) / (trials - index);
  return share;
}
