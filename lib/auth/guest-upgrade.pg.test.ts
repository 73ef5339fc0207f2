import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { moveGuest } from './merge-guest.ts';
import { TestAuth, userIdOf } from './testing/test-auth.ts';

let database: TestDatabase;
let db: Database;
let server: TestAuth;

beforeAll(async () => {
  database = await createTestDatabase();
  db = database.prisma;
  server = new TestAuth(db, { HOLDFAST_GUESTS_PER_MINUTE: '1000', HOLDFAST_SIGN_INS_PER_MINUTE: '1000' });
});
afterAll(() => database.drop());

const password = 'ten chars!';

interface Belongings {
  sessionId: string;
  runId: string;
  commandId: string;
}

/** A session with a live run under lease, and the command that asked for it. */
async function giveBelongings(userId: string, sessionId = createId()): Promise<Belongings> {
  const [runId, commandId] = [createId(), createId()];
  await db.session.create({ data: { id: sessionId, ownerId: userId, epoch: 'e1', lastSeq: 3n } });
  await db.participant.create({ data: { sessionId, userId, role: 'owner', lastReadSeq: 2n } });
  await db.run.create({
    data: {
      id: runId,
      sessionId,
      messageId: createId(),
      requestedBy: userId,
      actor: { kind: 'user', id: userId },
      agent: 'assistant',
      model: 'demo:count',
      status: 'running',
      epoch: 1,
      holder: 'worker-1',
      requestedSeq: 3n,
    },
  });
  await db.command.create({ data: { userId, id: commandId, bodyHash: 'h1', reply: { ok: true } } });
  return { sessionId, runId, commandId };
}

async function findBelongings({ sessionId, runId, commandId }: Belongings) {
  return {
    owner: (await db.session.findUnique({ where: { id: sessionId } }))?.ownerId,
    parts: await db.participant.findMany({ where: { sessionId } }),
    run: await db.run.findUnique({
      where: { id: runId },
      select: { requestedBy: true, status: true, holder: true, epoch: true },
    }),
    commands: (await db.command.findMany({ where: { id: commandId } })).map((row) => row.userId),
  };
}

const ownedBy = (userId: string, { sessionId }: Belongings) => ({
  owner: userId,
  parts: [{ sessionId, userId, role: 'owner', lastReadSeq: 2n }],
  run: { requestedBy: userId, status: 'running', holder: 'worker-1', epoch: 1 },
  commands: [userId],
});

test('[P3] a guest who signs up keeps sessions, read marks, the live run and command ids', async () => {
  const guest = await server.signInGuest();
  const belongings = await giveBelongings(guest.userId);
  const body = { name: 'Ada', email: 'ada@example.com', password };
  const reply = await server.call('/sign-up/email', { body, cookie: guest.cookie });
  const login = await server.logins.findLogin(new Headers({ cookie: reply.cookie }));
  expect(await findBelongings(belongings)).toEqual(ownedBy(userIdOf(reply), belongings));
  expect(login).toMatchObject({ userId: userIdOf(reply), name: 'Ada', isGuest: false });
  expect(await db.user.count({ where: { id: guest.userId } })).toBe(0);
  expect(server.changed.at(-1)).toBe(guest.userId);
});

test('[P3] a guest who signs in brings everything along', async () => {
  const body = { name: 'Bo', email: 'bo@example.com', password };
  const userId = userIdOf(await server.call('/sign-up/email', { body }));
  const guest = await server.signInGuest();
  const belongings = await giveBelongings(guest.userId);
  const reply = await server.call('/sign-in/email', { body, cookie: guest.cookie });
  expect(reply.status).toBe(200);
  expect(await findBelongings(belongings)).toEqual(ownedBy(userId, belongings));
});

test('[P3] where both took part the stronger role and the further read mark remain, and a command keeps its first answer', async () => {
  const [from, to] = [await server.signInGuest(), await server.signInGuest()];
  const belongings = await giveBelongings(from.userId);
  const { sessionId, commandId } = belongings;
  await db.participant.create({ data: { sessionId, userId: to.userId, role: 'viewer', lastReadSeq: 3n } });
  await db.command.create({
    data: { userId: to.userId, id: commandId, bodyHash: 'h2', reply: { ok: false } },
  });
  await inTransaction(db, (tx) => moveGuest(tx, from.userId, to.userId));
  expect({
    parts: await db.participant.findMany({ where: { sessionId } }),
    commands: await db.command.findMany({
      where: { id: commandId },
      select: { userId: true, bodyHash: true },
    }),
  }).toEqual({
    parts: [{ sessionId, userId: to.userId, role: 'owner', lastReadSeq: 3n }],
    commands: [{ userId: to.userId, bodyHash: 'h2' }],
  });
});

test('[P3] a move that fails changes nothing, leaves the guest signed in, and is made up for by a sign-in', async () => {
  const guest = await server.signInGuest();
  const belongings = await giveBelongings(guest.userId);
  const body = { name: 'Cy', email: 'cy@example.com', password };
  await db.$executeRaw`ALTER TABLE command ADD CONSTRAINT broken CHECK (body_hash <> 'h1') NOT VALID`;
  const failed = await server.call('/sign-up/email', { body, cookie: guest.cookie });
  expect({ status: failed.status, body: failed.body, setCookie: failed.setCookie }).toEqual({
    status: 500,
    body: { code: 'internal', message: 'cannot answer: something broke', correlationId: expect.any(String) },
    setCookie: [],
  });
  expect(await server.logins.findLogin(new Headers({ cookie: guest.cookie }))).toMatchObject({
    userId: guest.userId,
  });
  expect(await findBelongings(belongings)).toEqual(ownedBy(guest.userId, belongings));

  await db.$executeRaw`ALTER TABLE command DROP CONSTRAINT broken`;
  const reply = await server.call('/sign-in/email', { body, cookie: guest.cookie });
  expect(await findBelongings(belongings)).toEqual(ownedBy(userIdOf(reply), belongings));
});

test('[P3] a sign-up with a wrong password moves nothing', async () => {
  const guest = await server.signInGuest();
  const belongings = await giveBelongings(guest.userId);
  const body = { name: 'Di', email: 'ada@example.com', password: 'not her password' };
  const replies = [
    await server.call('/sign-in/email', { body, cookie: guest.cookie }),
    await server.call('/sign-up/email', { body, cookie: guest.cookie }),
  ];
  expect(replies.map((reply) => reply.status)).toEqual([401, 422]);
  expect(await findBelongings(belongings)).toEqual(ownedBy(guest.userId, belongings));
});

test('[P3] the move waits for a writer that holds one of its sessions and then wants another, and undoes nothing', async () => {
  const [from, to] = [await server.signInGuest(), await server.signInGuest()];
  const [a, b] = [createId(), createId()];
  // The later id first: whoever takes the rows as they lie, and not by id, runs into the writer.
  const later = await giveBelongings(from.userId, b);
  const earlier = await giveBelongings(from.userId, a);
  const lock = (tx: Transaction, sessionId: string) =>
    tx.$queryRaw`SELECT id FROM session WHERE id = ${sessionId}::uuid FOR NO KEY UPDATE`;
  let moved: Promise<void> | undefined;
  await inTransaction(db, async (tx) => {
    await lock(tx, earlier.sessionId);
    moved = inTransaction(db, (other) => moveGuest(other, from.userId, to.userId));
    await waitForLockWaiter(db);
    await lock(tx, later.sessionId);
    await tx.run.update({ where: { id: earlier.runId }, data: { epoch: 2, holder: 'worker-2' } });
  });
  await moved;
  expect(await findBelongings(later)).toEqual(ownedBy(to.userId, later));
  expect(await findBelongings(earlier)).toMatchObject({
    owner: to.userId,
    run: { requestedBy: to.userId, status: 'running', holder: 'worker-2', epoch: 2 },
  });
});

async function waitForLockWaiter(prisma: Database): Promise<void> {
  await expect
    .poll(
      () => prisma.$queryRaw`
      SELECT 1 AS one FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    )
    .toHaveLength(1);
}
