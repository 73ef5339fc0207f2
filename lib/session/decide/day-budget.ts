import { AppError } from '#lib/protocol/error.ts';
import type { SpentFacts } from '../session-control.ts';

/** US dollars in a day (UTC), where prices are known. */
export interface DayBudgets {
  readonly userUsd: number;
  readonly everybodyUsd: number;
}

/** Refuses what would cost more on a day whose budget is used up. Absent budgets bound nothing. */
export function requireDayBudget(spent: SpentFacts, budgets: DayBudgets | undefined): void {
  const usedUp = findUsedUp(spent, budgets);
  if (!usedUp) return;
  const whose = usedUp === 'user' ? 'your budget' : 'the budget of everybody here';
  throw new AppError(
    'limit',
    `cannot send the message: ${whose} for today is used up; it begins anew at midnight UTC`,
    {
      retryAfterMs: spent.untilTomorrowMs,
    },
  );
}

export function findUsedUp(
  { userUsd, everybodyUsd }: Pick<SpentFacts, 'userUsd' | 'everybodyUsd'>,
  budgets: DayBudgets | undefined,
): 'user' | 'everybody' | undefined {
  if (!budgets) return undefined;
  if (userUsd > 0 && userUsd >= budgets.userUsd) return 'user';
  return everybodyUsd > 0 && everybodyUsd >= budgets.everybodyUsd ? 'everybody' : undefined;
}
