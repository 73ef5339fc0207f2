import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEEDED_SEQ, type SeededSession } from '#lib/db/testing/seed-sessions.ts';
import { decideRename } from './decide/decide-session.ts';
import { createTaggedBatch, findLogFaults } from './testing/find-log-faults.ts';
import { alice, claimRun } from './testing/log-fixture.ts';
import { openRaceTrack, type RaceTrack } from './testing/race-track.ts';

let track: RaceTrack;
beforeAll(async () => {
  track = await openRaceTrack();
});
afterAll(() => track.close());

const memberOf = ({ sessionId, runId }: SeededSession, size = 2) => ({
  sessionId,
  runId,
  runEpoch: 1,
  after: SEEDED_SEQ,
  events: createTaggedBatch(runId, runId, 1, size),
});

/** Seeds sessions, and holds the last one of them as something slow would. */
async function seedWithOneHeld(count: number, leased = true) {
  const sessions = await track.seed(count, leased);
  const slow = sessions.at(-1);
  if (!slow) throw new Error('sessions were seeded');
  const side = await track.connect();
  await side.query('BEGIN');
  await side.query('SELECT FROM session WHERE id = $1 FOR NO KEY UPDATE', [slow.sessionId]);
  return { sessions, slow, release: () => side.query('COMMIT') };
}

describe('[L7] while one session is held', () => {
  test('a group of fifty is back before it is free: only that member was left out, and goes through alone', async () => {
    const { sessions, slow, release } = await seedWithOneHeld(50);
    const results = await track.one.log.append(sessions.map((session) => memberOf(session)));
    expect(results.map((result) => result.status)).toEqual([...Array<string>(49).fill('ok'), 'locked']);
    expect(await track.readLog(slow.sessionId)).toHaveLength(SEEDED_SEQ);
    const alone = track.one.log.append([memberOf(slow)], { wait: true });
    await track.waitForBlocked(1);
    await release();
    const logs = await Promise.all(sessions.map(({ sessionId }) => track.readLog(sessionId)));
    const [result] = await alone;
    expect(result).toEqual({ status: 'ok', events: (await track.readLog(slow.sessionId)).slice(SEEDED_SEQ) });
    expect(logs.flatMap(findLogFaults)).toEqual([]);
  });

  test('a wait that takes too long is told as locked, appends nothing, and may be tried again', async () => {
    const { slow, release } = await seedWithOneHeld(1);
    const { prisma } = track.database;
    await prisma.$executeRaw`ALTER FUNCTION holdfast_append SET lock_timeout = '20ms'`;
    const waited = await track.one.log.append([memberOf(slow)], { wait: true });
    await prisma.$executeRaw`ALTER FUNCTION holdfast_append RESET lock_timeout`;
    expect(waited).toEqual([{ status: 'locked' }]);
    await release();
    expect(await track.readLog(slow.sessionId)).toHaveLength(SEEDED_SEQ);
    const [again] = await track.one.log.append([memberOf(slow)], { wait: true });
    expect(again?.status).toBe('ok');
  });

  test('[L2] a group that waits and may not is left out as a whole', async () => {
    const { sessions, release } = await seedWithOneHeld(3);
    const { prisma } = track.database;
    await prisma.$executeRaw`ALTER FUNCTION holdfast_append SET lock_timeout = '20ms'`;
    const results = await track.one.log.append(
      sessions.map((session) => memberOf(session)),
      { wait: true },
    );
    await prisma.$executeRaw`ALTER FUNCTION holdfast_append RESET lock_timeout`;
    await release();
    expect(results.map((result) => result.status)).toEqual(['locked', 'locked', 'locked']);
    const logs = await Promise.all(sessions.map(({ sessionId }) => track.readLog(sessionId)));
    expect(logs.map((events) => events.length)).toEqual(Array(3).fill(SEEDED_SEQ));
  });

  test('a claim that does not wait is told so at once, and one that waits gets it', async () => {
    const { slow, release } = await seedWithOneHeld(1, false);
    const skip = await track.two.log.transact({ sessionId: slow.sessionId, whenLocked: 'skip' }, () => {
      throw new Error('nothing is decided about a session that is held');
    });
    expect(skip).toEqual({ status: 'locked' });
    const claim = claimRun(track.two.log, slow.sessionId, slow.runId, track.two.holder);
    await track.waitForBlocked(1);
    await release();
    expect((await claim).status).toBe('claimed');
  });

  test('other sessions are written by commands as ever', async () => {
    const { sessions, release } = await seedWithOneHeld(2);
    const [{ sessionId } = { sessionId: '' }] = sessions;
    const renamed = await track.two.log.transact({ sessionId, userId: alice.id }, (control) =>
      decideRename(control, { title: 'Kelp', actor: alice }),
    );
    expect(renamed).toEqual({ status: 'ok', reply: undefined, lastSeq: SEEDED_SEQ + 1 });
    await release();
  });
});
