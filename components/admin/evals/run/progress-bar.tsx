import type { TrialCounts } from '#lib/evals/model/eval-run.ts';
import { toRunProgress } from './run-state.ts';

/** How many of the trials have ended, whatever their end. */
export function ProgressBar({ counts, label }: { counts: TrialCounts; label: string }) {
  const { ended, total } = toRunProgress(counts);
  return (
    <progress
      aria-label={label}
      value={ended}
      max={total}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-hover [&::-moz-progress-bar]:bg-kelp [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-kelp [&::-webkit-progress-value]:transition-[width] [&::-webkit-progress-value]:duration-300"
    />
  );
}
