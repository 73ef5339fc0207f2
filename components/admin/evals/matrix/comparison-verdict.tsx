import { ArrowDown, ArrowUp, CircleHelp, Equal, type LucideIcon } from 'lucide-react';
import type { Comparison } from '#lib/evals/model/matrix.ts';
import { classNames } from '#components/ui/class-names.ts';
import { toComparisonWords } from './cell-words.ts';

const looks = {
  better: { icon: ArrowUp, tone: 'text-kelp' },
  worse: { icon: ArrowDown, tone: 'text-coral' },
  'no-difference': { icon: Equal, tone: 'text-ink-soft' },
  underpowered: { icon: CircleHelp, tone: 'text-ink-soft' },
} satisfies Record<Comparison['verdict'], { icon: LucideIcon; tone: string }>;

/** A verdict with what it stands on. Too little to show anything has no colour. */
export function ComparisonVerdict({ comparison, lead }: { comparison: Comparison; lead?: string }) {
  const { verdict, details } = toComparisonWords(comparison);
  const { icon: Icon, tone } = looks[comparison.verdict];
  return (
    <span className="block min-w-32">
      {lead && <span className="block whitespace-nowrap tabular-nums">{lead}</span>}
      <span className={classNames('flex items-center gap-1 font-medium', tone)}>
        <Icon aria-hidden className="size-3.5 shrink-0" strokeWidth={2.25} />
        {verdict}
      </span>
      <span className="block text-xs text-ink-soft tabular-nums">{details}</span>
    </span>
  );
}
