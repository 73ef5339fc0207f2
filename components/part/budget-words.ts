import type { BudgetData, BudgetKind } from '#lib/protocol/data-part.ts';
import { formatWholeSeconds } from '../ui/format-duration.ts';
import { formatCost, formatCount } from '../usage/usage-words.ts';

const amounts = {
  steps: (n) => formatCount(n, 'step'),
  tokens: (n) => formatCount(n, 'token'),
  time: formatWholeSeconds,
  'tool-calls': (n) => formatCount(n, 'tool call'),
  bytes: (n) => `${Math.ceil(n / 1000).toLocaleString('en')} kB`,
  cost: formatCost,
} satisfies Record<BudgetKind, (amount: number) => string>;

const owners = {
  run: 'This answer',
  'user-day': 'You',
  day: 'Everybody here',
} satisfies Record<BudgetData['scope'], string>;

/** How much of which budget is used, before it bites. */
export function toBudgetWords({ kind, scope, used, limit }: BudgetData): string {
  const verb = scope === 'user-day' ? 'have' : 'has';
  const today = scope === 'run' ? '' : ' today';
  return `${owners[scope]} ${verb} used ${amounts[kind](used)} of ${amounts[kind](limit)}${today}`;
}
