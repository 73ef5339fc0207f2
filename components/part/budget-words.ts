import type { BudgetData, BudgetKind } from '#lib/protocol/data-part.ts';
import { formatWholeSeconds } from '../ui/format-duration.ts';
import { formatCost } from '../usage/usage-words.ts';

const plain = (n: number) => n.toLocaleString('en');

/** How an amount is written, and what it is an amount of where that is not in it. */
const amounts = {
  steps: { write: plain, noun: ' steps' },
  tokens: { write: plain, noun: ' tokens' },
  time: { write: formatWholeSeconds, noun: '' },
  'tool-calls': { write: plain, noun: ' tool calls' },
  bytes: { write: (n) => `${Math.ceil(n / 1000).toLocaleString('en')} kB`, noun: '' },
  cost: { write: formatCost, noun: '' },
} satisfies Record<BudgetKind, { write: (amount: number) => string; noun: string }>;

const owners = {
  run: 'This answer',
  'user-day': 'You',
  day: 'Everybody here',
} satisfies Record<BudgetData['scope'], string>;

/** How much of which budget is used, before it bites. */
export function toBudgetWords({ kind, scope, used, limit }: BudgetData): string {
  const verb = scope === 'user-day' ? 'have' : 'has';
  const today = scope === 'run' ? '' : ' today';
  const { write, noun } = amounts[kind];
  return `${owners[scope]} ${verb} used ${write(used)} of ${write(limit)}${noun}${today}`;
}
