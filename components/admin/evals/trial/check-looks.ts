import { CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react';
import type { CheckResult } from '#lib/evals/model/eval-run.ts';

/** How a check came out: a sign, a word and a colour, any of which is enough. */
export const checkLooks = {
  pass: { icon: CircleCheck, words: 'passed', tone: 'text-kelp' },
  fail: { icon: CircleX, words: 'failed', tone: 'text-coral' },
  'not-applicable': { icon: CircleMinus, words: 'not applicable', tone: 'text-ink-soft' },
} satisfies Record<CheckResult['status'], { icon: LucideIcon; words: string; tone: string }>;

/** Failures first: they are what somebody comes for. */
export function orderChecks(checks: readonly CheckResult[]): CheckResult[] {
  return checks.toSorted((a, b) => toRank(a) - toRank(b));
}

function toRank({ status, level }: CheckResult): number {
  if (status === 'not-applicable') return 4;
  return (status === 'fail' ? 0 : 2) + (level === 'must' ? 0 : 1);
}
