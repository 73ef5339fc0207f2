import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { ConnectionBudget, type IdleHolder } from './connection-budget.ts';

test('calls beyond the budget wait for a place, first come first served', async () => {
  const budget = new ConnectionBudget({ clock: new ManualClock(), max: 2 });
  const entered: number[] = [];
  const enter = async (number: number): Promise<() => void> => {
    const leave = await budget.enter();
    entered.push(number);
    return leave;
  };
  const [leaveFirst] = await Promise.all([enter(1), enter(2)]);
  const third = enter(3);
  const fourth = enter(4);
  leaveFirst();
  leaveFirst();
  const leaveThird = await third;
  expect(entered).toEqual([1, 2, 3]);
  leaveThird();
  await fourth;
  expect(entered).toEqual([1, 2, 3, 4]);
});

test('who waits for too long is told to come again, and takes no place later', async () => {
  const clock = new ManualClock();
  const budget = new ConnectionBudget({ clock, max: 1 });
  const leave = await budget.enter();
  const late = budget.enter().catch((error: unknown) => error);
  clock.advance(10_000);
  expect(isPassingFault(await late)).toBe(true);
  leave();
  expect(await budget.enter()).toBeTypeOf('function');
});

test('a few connections may lie idle; of more, those go that were used the longest ago', async () => {
  const budget = new ConnectionBudget({ clock: new ManualClock(), max: 4 });
  const closed: string[] = [];
  const createHolder = (name: string): IdleHolder & { use: () => Promise<void> } => {
    let idle = 0;
    const holder = {
      closeIdle: () => {
        if (idle === 0) return false;
        idle -= 1;
        budget.onClose();
        closed.push(name);
        return true;
      },
      async use() {
        const leave = await budget.enter();
        if (idle === 0) budget.onOpen();
        idle = 1;
        leave();
        budget.keep(holder);
      },
    };
    return holder;
  };
  const [first, second, third] = [createHolder('first'), createHolder('second'), createHolder('third')];
  await first.use();
  await second.use();
  await first.use();
  expect(closed).toEqual([]);
  await third.use();
  await third.use();
  expect(closed).toEqual(['second']);
  await second.use();
  expect(closed).toEqual(['second', 'first']);
  budget.forget(third);
  await first.use();
  expect(closed).toEqual(['second', 'first', 'second']);
});
