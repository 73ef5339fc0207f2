import { ManualClock } from '#lib/base/clock.ts';
import { MemoryEventLog } from './memory-event-log.ts';
import { describeApprovals } from './testing/approval-contract.ts';
import type { ApprovalStores } from './testing/approval-desk.ts';
import { describeApprovalRaces } from './testing/approval-races.ts';

async function openMemory(): Promise<ApprovalStores> {
  const clock = new ManualClock(1_700_000_000_000);
  const log = new MemoryEventLog({ clock });
  const holder = { name: 'worker', lock: '1' };
  log.setConnected(holder, true);
  return {
    logs: [log],
    holder,
    races: 40,
    pass: async (ms) => clock.advance(ms),
    close: async () => undefined,
  };
}

describeApprovals('memory', openMemory);
describeApprovalRaces('memory', openMemory);
