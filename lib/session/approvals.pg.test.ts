import { createUsers } from '#lib/db/testing/create-users.ts';
import { describeApprovals } from './testing/approval-contract.ts';
import type { ApprovalStores } from './testing/approval-desk.ts';
import { describeApprovalRaces } from './testing/approval-races.ts';
import { openRaceTrack } from './testing/race-track.ts';

async function openPostgres(): Promise<ApprovalStores> {
  const { database, one, two, close } = await openRaceTrack();
  await createUsers(database.prisma, ['alice', 'bob', 'carol']);
  return {
    logs: [one.log, two.log],
    holder: one.holder,
    races: 200,
    // The store's clock is Postgres's own: time goes by for what it measures.
    async pass(ms) {
      await database.prisma.$executeRaw`
        UPDATE run SET lease_expires_at = lease_expires_at - ${ms} * interval '1 millisecond',
          available_at = available_at - ${ms} * interval '1 millisecond'`;
      await database.prisma.$executeRaw`
        UPDATE approval SET expires_at = expires_at - ${ms} * interval '1 millisecond'`;
    },
    close,
  };
}

describeApprovals('two nodes with Postgres', openPostgres);
describeApprovalRaces('two nodes with Postgres', openPostgres);
