import type { EvalEstimate } from '#lib/evals/model/eval-estimate.ts';
import { formatCost } from '#components/usage/usage-words.ts';

export function toEstimateCost({ trials, cached, costUsd }: EvalEstimate): string {
  if (trials === cached) return 'nothing';
  return costUsd === null ? 'no price known' : formatCost(costUsd);
}

/** Nobody knows it by the second. */
export function toEstimateTime({ trials, cached, seconds }: EvalEstimate): string {
  if (trials === cached) return 'no time';
  if (seconds < 60) return 'a minute';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`;
}
