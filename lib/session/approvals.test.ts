import { ManualClock } from '#lib/base/clock.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { describeApprovals } from './testing/approval-contract.ts';

describeApprovals('memory', async () => {
  const clock = new ManualClock(1_700_000_000_000);
  const log = new MemoryEventLog({ clock });
  const holder = { name: 'worker', lock: '1' };
  log.setConnected(holder, true);
  return {
    logs: [log],
    holder,
    races: 20,
    pass: async (ms) => clock.advance(ms),
    close: async () => undefined,
  };
});
