import { Gauge } from 'lucide-react';
import { toBudgetWords } from './budget-words.ts';
import type { PartProps } from './part-props.ts';

/** Says, before it bites, that a budget is nearly used up. */
export function BudgetPart({ part }: PartProps<'data-budget'>) {
  const { used, limit } = part.data;
  return (
    <div role="note" className="flex min-h-8 items-center gap-2.5 text-sm text-ink-soft">
      <Gauge aria-hidden className="size-4 shrink-0 text-sand" strokeWidth={1.75} />
      <span>{toBudgetWords(part.data)}</span>
      <span aria-hidden className="h-1.5 w-16 shrink-0 overflow-hidden rounded-full bg-line">
        <span
          className="block h-full rounded-full bg-sand"
          style={{ width: `${Math.min(100, (used / Math.max(limit, used, 1e-9)) * 100)}%` }}
        />
      </span>
    </div>
  );
}
