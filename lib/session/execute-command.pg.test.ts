import { createUsers } from '#lib/db/testing/create-users.ts';
import { createId } from '#lib/base/ids.ts';
import { expect, test } from 'vitest';
import { createExecutor, describeCommands } from './testing/command-contract.ts';
import { openRaceTrack } from './testing/race-track.ts';

describeCommands('two nodes with Postgres', async () => {
  const { database, one, two, close } = await openRaceTrack();
  await createUsers(database.prisma, ['alice', 'bob']);
  return { logs: [one.log, two.log], holder: one.holder, close };
});

test('[P3] a session made while its guest becomes a user is refused, and not left to nobody', async () => {
  const { database, one, connect, waitForBlocked, close } = await openRaceTrack();
  await createUsers(database.prisma, ['guest']);
  const move = await connect();
  await move.query('BEGIN');
  await move.query(`DELETE FROM "user" WHERE id = 'guest'`);
  const command = { type: 'create-session' as const, commandId: createId(), sessionId: createId() };
  const ack = createExecutor(one.log).execute({ userId: 'guest' }, command);
  await waitForBlocked(1);
  await move.query('COMMIT');
  expect(await ack).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
  expect(await database.prisma.session.count()).toBe(0);
  await close();
});
