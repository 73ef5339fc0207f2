import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { SEEDED_SEQ, seedSessions } from '#lib/db/testing/seed-sessions.ts';
import type { Role } from '#lib/protocol/fields.ts';
import { MAX_FRAME_BYTES, MAX_HISTORY_MESSAGES, MAX_READ_EVENTS } from '#lib/protocol/limits.ts';
import type { CatchUp } from '#lib/protocol/socket.ts';
import { textOf } from '#lib/state/selectors.ts';
import { decideDelete } from './decide/decide-session.ts';
import type { NewEvent } from './session-control.ts';
import { SessionReads } from './session-reads.ts';
import {
  alice,
  appendText,
  cancelRun,
  createSession,
  model,
  readAll,
  sendMessage,
} from './testing/log-fixture.ts';
import { openRaceTrack, type RaceTrack } from './testing/race-track.ts';

let track: RaceTrack;
let reads: SessionReads;
beforeAll(async () => {
  track = await openRaceTrack();
  reads = new SessionReads({ db: track.database.prisma });
});
afterAll(() => track.close());

const userId = alice.id;
const EPOCH = 'epoch';

/** A session with a run under way that has written so many chunks. */
async function seed(chunks: number) {
  const [session] = await seedSessions(track.database.prisma, { count: 1, chunks, lock: '1' });
  if (!session) throw new Error('a session was seeded');
  return { ...session, lastSeq: SEEDED_SEQ + chunks };
}

const join = (role: Role, sessionId: string, user: string) =>
  track.database.prisma.participant.create({ data: { sessionId, userId: user, role } });

const remove = (sessionId: string) =>
  track.one.log.transact({ sessionId, userId }, (control) =>
    decideDelete(control, { actor: alice, defaultModel: model }),
  );

const seqsOf = (catchUp: CatchUp) =>
  catchUp.kind === 'events' ? catchUp.events.map((event) => event.seq) : catchUp.kind;
const range = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe('[D2] catch-up', () => {
  test('from a usable cursor is the events after it, and says where they end', async () => {
    const { sessionId, lastSeq } = await seed(5);
    for (const [cursor, epoch] of [
      [0, undefined],
      [0, 'other'],
      [1, EPOCH],
      [lastSeq - 1, EPOCH],
      [lastSeq, EPOCH],
    ] as const) {
      const { catchUp, ...head } = await reads.catchUp({ sessionId, userId, cursor, epoch });
      expect(head).toEqual({ epoch: EPOCH, lastSeq, role: 'owner' });
      expect(seqsOf(catchUp)).toEqual(range(cursor + 1, lastSeq));
      expect(catchUp).not.toHaveProperty('more');
    }
  });

  test.each<[string, unknown, unknown]>([
    ['no cursor', undefined, EPOCH],
    ['null', null, EPOCH],
    ['a negative one', -1, EPOCH],
    ['NaN', Number.NaN, EPOCH],
    ['infinity', Number.POSITIVE_INFINITY, EPOCH],
    ['2^53', 2 ** 53, EPOCH],
    ['half a seq', 1.5, EPOCH],
    ['a string', '1', EPOCH],
    ['an object', { valueOf: () => 1 }, EPOCH],
    ['one ahead of the log', SEEDED_SEQ + 6, EPOCH],
    ['one of another history', 1, 'other'],
    ['one without a history', 1, undefined],
  ])('[X27] from %s is a snapshot, whole', async (_, cursor, epoch) => {
    const { sessionId, lastSeq } = await seed(5);
    const caught = await reads.catchUp({ sessionId, userId, cursor, epoch });
    const { snapshot } = await reads.snapshot({ sessionId, userId });
    expect(caught).toEqual({ epoch: EPOCH, lastSeq, role: 'owner', catchUp: { kind: 'snapshot', snapshot } });
  });

  test('over 500 events is a snapshot, 500 are events', async () => {
    const { sessionId, lastSeq } = await seed(600);
    const at = (cursor: number) => reads.catchUp({ sessionId, userId, cursor, epoch: EPOCH });
    expect(seqsOf((await at(lastSeq - MAX_READ_EVENTS)).catchUp)).toEqual(
      range(lastSeq - MAX_READ_EVENTS + 1, lastSeq),
    );
    expect(seqsOf((await at(lastSeq - MAX_READ_EVENTS - 1)).catchUp)).toBe('snapshot');
  });

  test('of large events fits a frame, says that there is more, and goes on by reading', async () => {
    const { sessionId, runId, lastSeq: after } = await seed(0);
    const deltas = range(1, 20).map((n) => String(n).padEnd(60_000, 'ü'));
    await appendText(track.one.log, { sessionId, runId, runEpoch: 1, after }, ...deltas);
    const caught = await reads.catchUp({ sessionId, userId, cursor: after, epoch: EPOCH });
    if (caught.catchUp.kind !== 'events') throw new Error('the cursor was usable');
    expect({ more: caught.catchUp.more, lastSeq: caught.lastSeq }).toEqual({
      more: true,
      lastSeq: after + 20,
    });
    const frames = [caught.catchUp.events];
    for (
      let seq = frames[0]?.at(-1)?.seq ?? 0;
      seq < caught.lastSeq;
      seq = frames.at(-1)?.at(-1)?.seq ?? Infinity
    ) {
      frames.push((await reads.read({ sessionId, userId, after: seq, limit: MAX_READ_EVENTS })).events);
    }
    expect(frames.flat()).toEqual((await readAll(track.one.log, sessionId)).slice(after));
    expect(frames.filter((frame) => Buffer.byteLength(JSON.stringify(frame)) > MAX_FRAME_BYTES)).toEqual([]);
    expect(frames.length).toBeGreaterThan(2);
  });
});

test('[D2] an event too large for a page is a page by itself', async () => {
  const { sessionId, lastSeq } = await seed(0);
  // A hundred thousand characters, each of them six in JSON.
  const parts = [{ type: 'text' as const, text: '\u0001'.repeat(100_000) }];
  const add = (): NewEvent => ({
    type: 'message-add',
    message: { id: createId(), parentId: null, role: 'user', parts },
    actor: alice,
  });
  await track.one.log.transact({ sessionId }, () => ({ events: [add(), add()], reply: undefined }));
  const { catchUp } = await reads.catchUp({ sessionId, userId, cursor: lastSeq, epoch: EPOCH });
  expect(seqsOf(catchUp)).toEqual([lastSeq + 1]);
  expect(catchUp).toMatchObject({ more: true });
  expect(Buffer.byteLength(JSON.stringify(catchUp))).toBeLessThan(MAX_FRAME_BYTES);
});

describe('read', () => {
  test('[D6] with limit 0 tells the position alone', async () => {
    const { sessionId, lastSeq } = await seed(3);
    expect(await reads.read({ sessionId, userId, after: 0, limit: 0 })).toEqual({
      epoch: EPOCH,
      lastSeq,
      events: [],
    });
  });

  test('gives as many events as were asked for, from the next seq on, and none beyond the end', async () => {
    const { sessionId, lastSeq } = await seed(3);
    const read = async (after: number, limit: number) =>
      (await reads.read({ sessionId, userId, after, limit })).events.map((event) => event.seq);
    expect([
      await read(0, 2),
      await read(5, 500),
      await read(lastSeq, 500),
      await read(lastSeq + 9, 1),
    ]).toEqual([[1, 2], [6, 7], [], []]);
  });
});

describe('a long session', () => {
  const COUNT = 120;

  /** A branch of so many messages below what is there, straight into the rows. */
  async function grow(sessionId: string, count: number) {
    const ids = range(1, count).map(() => createId());
    await track.database.prisma.message.createMany({
      data: ids.map((id, index) => ({
        sessionId,
        id,
        parentId: ids[index - 1] ?? null,
        role: 'user',
        parts: [{ type: 'text', text: String(index) }],
        status: 'complete',
        addedSeq: 10 + index,
        createdAt: new Date(),
      })),
    });
    await track.database.prisma.session.update({
      where: { id: sessionId },
      data: { tipId: ids.at(-1) ?? null },
    });
    return ids;
  }

  test('opens with its newest page; history goes on from there to the first message, none lost and none twice', async () => {
    const { sessionId } = await seed(0);
    const ids = await grow(sessionId, COUNT);
    const { snapshot } = await reads.snapshot({ sessionId, userId });
    expect(snapshot.messages.map((message) => message.id)).toEqual(ids.slice(-MAX_HISTORY_MESSAGES));
    const pages = [snapshot.messages];
    for (let before = snapshot.olderBefore; before !== null;) {
      const page = await reads.history({ sessionId, userId, beforeMessageId: before, limit: 30 });
      pages.unshift(page.messages);
      before = page.olderBefore;
    }
    expect(pages.map((page) => page.length)).toEqual([10, 30, 30, 50]);
    expect(pages.flat().map((message) => message.id)).toEqual(ids);
  });

  test('of a message that is the first there is no history; of one that is not here, not-found', async () => {
    const [{ sessionId }, other] = [await seed(0), await seed(0)];
    const [first] = await grow(sessionId, 2);
    const before = (beforeMessageId: string) =>
      reads.history({ sessionId, userId, beforeMessageId, limit: 10 });
    expect(await before(first ?? '')).toEqual({ messages: [], olderBefore: null });
    await expect(before(createId())).rejects.toMatchObject({ code: 'not-found' });
    // The seeded message of the other session: [X22]
    await expect(before(other.sessionId)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('shows one branch, with the siblings of each message, and every run that is live', async () => {
    const { sessionId, runId } = await seed(2);
    const [root, tip] = await grow(sessionId, 2);
    const { snapshot } = await reads.snapshot({ sessionId, userId });
    expect(snapshot.messages.map(({ id, siblings }) => [id, siblings])).toEqual([
      [root, [sessionId, root]],
      [tip, [tip]],
    ]);
    expect(snapshot.runs.map((run) => [run.runId, run.status])).toEqual([[runId, 'running']]);
  });
});

test('[U3] a snapshot has the text of an answer that is being written', async () => {
  const { sessionId, runId, lastSeq } = await seed(3);
  await appendText(track.one.log, { sessionId, runId, runEpoch: 1, after: lastSeq }, 'and on');
  const { snapshot } = await reads.snapshot({ sessionId, userId });
  expect(snapshot.messages.map((message) => [textOf(message), message.status])).toEqual([
    ['hello', 'complete'],
    ['1 2 3 and on', 'streaming'],
  ]);
  expect(snapshot.seq).toBe(lastSeq + 1);
});

describe('[P1] [X20] who may read', () => {
  /** Every way to read a session. */
  const ways: Record<string, (sessionId: string, user: string) => Promise<unknown>> = {
    catchUp: (sessionId, user) => reads.catchUp({ sessionId, userId: user, cursor: 0 }),
    read: (sessionId, user) => reads.read({ sessionId, userId: user, after: 0, limit: 10 }),
    position: (sessionId, user) => reads.read({ sessionId, userId: user, after: 0, limit: 0 }),
    history: (sessionId, user) =>
      reads.history({ sessionId, userId: user, beforeMessageId: sessionId, limit: 10 }),
    snapshot: (sessionId, user) => reads.snapshot({ sessionId, userId: user }),
  };

  test.each(Object.entries(ways))('%s', async (_, read) => {
    const { sessionId } = await seed(1);
    await join('viewer', sessionId, 'vera');
    await expect(read(sessionId, 'vera')).resolves.toBeDefined();
    const refusal = (session: string, user: string) => read(session, user).catch((error: unknown) => error);
    const stranger = await refusal(sessionId, 'mallory');
    expect(stranger).toMatchObject({ code: 'not-found' });
    expect(stranger).toEqual(await refusal(createId(), 'mallory'));
    await remove(sessionId);
    expect(await refusal(sessionId, 'vera')).toMatchObject({ code: 'gone' });
    expect(await refusal(sessionId, 'mallory')).toEqual(stranger);
  });

  test('the role of the reader is told with a catch-up', async () => {
    const { sessionId } = await seed(0);
    await join('editor', sessionId, 'ed');
    expect((await reads.catchUp({ sessionId, userId: 'ed', cursor: 0 })).role).toBe('editor');
  });
});

describe('the session list', () => {
  const listAll = async (user: string, limit: number) => {
    const pages: string[][] = [];
    for (let before: string | null | undefined; before !== null;) {
      const page = await reads.listSessions({
        userId: user,
        limit,
        ...(before === undefined ? {} : { before }),
      });
      pages.push(page.sessions.map((session) => session.sessionId));
      before = page.next;
    }
    return pages;
  };

  test('is the newest first, page by page, each once, also when many were touched at one moment', async () => {
    const user = createId();
    const seeded = await seedSessions(track.database.prisma, { count: 25, lock: '1' });
    await Promise.all(seeded.map(({ sessionId }) => join('owner', sessionId, user)));
    const ids = seeded.map(({ sessionId }) => sessionId).toSorted();
    const pages = await listAll(user, 10);
    expect(pages.map((page) => page.length)).toEqual([10, 10, 5]);
    expect(pages.flat()).toEqual(ids.toReversed());
    const [oldest = ''] = ids;
    await track.one.log.transact({ sessionId: oldest }, () => ({
      events: [
        {
          type: 'message-add',
          message: { id: createId(), parentId: null, role: 'user', parts: [] },
          actor: alice,
        },
      ],
      reply: undefined,
    }));
    expect((await listAll(user, 25)).flat()).toEqual([oldest, ...ids.slice(1).toReversed()]);
  });

  test('shows a row as its owner sees it, and no deleted session', async () => {
    const user = createId();
    const sessionId = await createSession(track.one.log);
    const [, gone] = [await join('owner', sessionId, user), await seed(0)];
    await join('owner', gone.sessionId, user);
    await remove(gone.sessionId);
    const { runId } = await sendMessage(track.one.log, sessionId);
    const row = async () => (await reads.listSessions({ userId: user, limit: 10 })).sessions;
    const expected = {
      sessionId,
      title: null,
      lastSeq: 3,
      readSeq: 0,
      live: true,
      needsApproval: false,
      archived: false,
      updatedAt: expect.stringMatching(/Z$/),
    };
    expect(await row()).toEqual([expected]);
    await track.one.log.transact({ sessionId, userId: user }, () => ({
      events: [],
      readMark: { userId: user, seq: 2 },
      reply: undefined,
    }));
    await cancelRun(track.one.log, sessionId, runId);
    const ended = { ...expected, lastSeq: 5, live: false };
    expect(await row()).toEqual([{ ...ended, readSeq: 2 }]);
    const rows = await reads.sessionRows(sessionId);
    expect(rows.toSorted((a, b) => a.row.readSeq - b.row.readSeq)).toEqual([
      { userId, deleted: false, row: ended },
      { userId: user, deleted: false, row: { ...ended, readSeq: 2 } },
    ]);
  });

  test.each(['', 'x', '123', '_', `x_${createId()}`, `1_${createId().toUpperCase()}`, "1_' OR 1=1 --"])(
    '[X19] from %j on is refused: no list ended there',
    async (before) => {
      await expect(reads.listSessions({ userId, before, limit: 10 })).rejects.toMatchObject({
        code: 'invalid-input',
      });
    },
  );
});
