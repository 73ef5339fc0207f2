import type { SpentFacts } from './session-control.ts';

const DAY_MS = 86_400_000;

/** What runs cost, by the day that they ended in: the rows of `usage_day`, in memory. */
export class MemorySpending {
  readonly #days = new Map<number, Map<string, number>>();

  add(nowMs: number, userId: string, costUsd: number): void {
    const day = Math.floor(nowMs / DAY_MS);
    const users = this.#days.get(day) ?? new Map<string, number>();
    users.set(userId, (users.get(userId) ?? 0) + costUsd);
    this.#days.set(day, users);
  }

  spent(nowMs: number, userId: string | undefined): SpentFacts {
    const users = this.#days.get(Math.floor(nowMs / DAY_MS)) ?? new Map<string, number>();
    return {
      userUsd: userId === undefined ? 0 : (users.get(userId) ?? 0),
      everybodyUsd: [...users.values()].reduce((sum, costUsd) => sum + costUsd, 0),
      untilTomorrowMs: DAY_MS - (nowMs % DAY_MS),
    };
  }
}
