import type { PartProps } from './part-props.ts';

const units = {
  steps: 'steps',
  tokens: 'tokens',
  time: 'ms',
  'tool-calls': 'tool calls',
  bytes: 'bytes',
  cost: 'US dollars',
} as const;

/** Says, before it bites, that a budget is nearly used up. */
export function BudgetPart({ part }: PartProps<'data-budget'>) {
  const { kind, used, limit } = part.data;
  return (
    <p role="note" className="text-sm text-ink-soft">
      {used} of {limit} {units[kind]} used
    </p>
  );
}
