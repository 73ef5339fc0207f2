import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createUsers } from '#lib/db/testing/create-users.ts';
import { moveUsage, selectSpent } from '#lib/db/usage-rows.ts';
import { inTransaction } from '#lib/db/transaction.ts';
import { claimRun, cancelRun, createSession, endRun, sendMessage } from './testing/log-fixture.ts';
import { openRaceTrack } from './testing/race-track.ts';
import { describeSpending } from './testing/spending-contract.ts';

describeSpending('Postgres', async () => {
  const { database, one, close } = await openRaceTrack();
  await createUsers(database.prisma, ['alice', 'bob', 'carol', 'dave']);
  return { log: one.log, holder: one.holder, close };
});

test('what runs used is added to the day that they end in, whoever ends them', async () => {
  const { database, one, close } = await openRaceTrack();
  await createUsers(database.prisma, ['alice', 'bob']);
  const start = async () => {
    const sessionId = await createSession(one.log);
    const { runId } = await sendMessage(one.log, sessionId);
    return { sessionId, runId, ...(await claimRun(one.log, sessionId, runId, one.holder)) };
  };
  const whole = await start();
  await endRun(one.log, whole.sessionId, whole.runId, whole.runEpoch, {
    reason: 'complete',
    usage: { inputTokens: 100, outputTokens: 20, costUsd: 0.000_5 },
  });
  // One whose end knows nothing of its steps: the log does.
  const cut = await start();
  await one.log.append([
    {
      sessionId: cut.sessionId,
      runId: cut.runId,
      runEpoch: cut.runEpoch,
      after: 1_000_000,
      events: [
        {
          type: 'run-chunk',
          runId: cut.runId,
          chunks: [
            { type: 'start-step' },
            { type: 'finish-step', usage: { inputTokens: 10, outputTokens: 2, costUsd: 0.25 } },
          ],
          actor: { kind: 'agent', id: 'assistant' },
        },
      ],
    },
  ]);
  await endRun(one.log, cut.sessionId, cut.runId, cut.runEpoch, { reason: 'error', code: 'internal' });
  // One that never ran.
  const sessionId = await createSession(one.log);
  const { runId } = await sendMessage(one.log, sessionId);
  await cancelRun(one.log, sessionId, runId);

  const rows = async () =>
    database.prisma.usageDay.findMany({ omit: { day: true }, orderBy: { userId: 'asc' } });
  const used = { runs: 3, inputTokens: 110n, outputTokens: 22n, costMicroUsd: 250_500n };
  expect(await rows()).toEqual([{ userId: 'alice', ...used }]);
  const spent = () => selectSpent(database.prisma, runId);
  expect(await spent()).toEqual({ userUsd: 0.2505, everybodyUsd: 0.2505 });

  await inTransaction(database.prisma, (tx) => moveUsage(tx, 'alice', 'bob'));
  expect(await rows()).toEqual([{ userId: 'bob', ...used }]);
  expect(await spent()).toEqual({ userUsd: 0, everybodyUsd: 0.2505 });
  await close();
});

test('what was used on another day is not of today', async () => {
  const { database, close } = await openRaceTrack();
  const [today] = await database.prisma.$queryRaw<{ day: Date }[]>`
    SELECT (clock_timestamp() AT TIME ZONE 'UTC')::date AS day`;
  const yesterday = new Date((today?.day.getTime() ?? 0) - 86_400_000);
  await database.prisma.usageDay.create({
    data: { day: yesterday, userId: 'alice', costMicroUsd: 5_000_000n },
  });
  expect(await selectSpent(database.prisma, createId())).toEqual({ userUsd: 0, everybodyUsd: 0 });
  await close();
});
