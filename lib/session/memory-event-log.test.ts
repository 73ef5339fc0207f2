import { ManualClock } from '#lib/base/clock.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { describeEventLog } from './testing/event-log-contract.ts';

describeEventLog('memory', async () => {
  const clock = new ManualClock(1_700_000_000_000);
  const log = new MemoryEventLog({ clock });
  let locks = 0;
  return {
    log,
    async connect(name) {
      const holder = { name, lock: String(++locks) };
      log.setConnected(holder, true);
      return { holder, disconnect: async () => log.setConnected(holder, false) };
    },
    pass: async (ms) => clock.advance(ms),
    close: async () => undefined,
  };
});
