import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { MemorySpending } from './memory-spending.ts';
import { describeSpending } from './testing/spending-contract.ts';

describeSpending('the memory store', async () => {
  const log = new MemoryEventLog({ clock: new ManualClock() });
  const holder = { name: 'one', lock: '1' };
  log.setConnected(holder, true);
  return { log, holder, close: async () => {} };
});

test('a new day (UTC) begins with nothing spent', () => {
  const spending = new MemorySpending();
  const midnight = Date.UTC(2026, 0, 2);
  spending.add(midnight - 1, 'alice', 2);
  spending.add(midnight, 'bob', 1);
  expect([spending.spent(midnight - 1, 'alice'), spending.spent(midnight, 'alice')]).toEqual([
    { userUsd: 2, everybodyUsd: 2, untilTomorrowMs: 1 },
    { userUsd: 0, everybodyUsd: 1, untilTomorrowMs: 86_400_000 },
  ]);
});
