import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { appendText, claimRun, endRun } from '#lib/session/testing/log-fixture.ts';
import { refusalOf, type TestClient } from './testing/test-client.ts';
import { TestNode } from './testing/test-node.ts';

let database: TestDatabase;
let node: TestNode;
let other: TestNode;

beforeAll(async () => {
  database = await createTestDatabase();
  [node, other] = [await TestNode.start(database.url), await TestNode.start(database.url)];
});
afterAll(async () => {
  await node.stop();
  await other.stop();
  await database.drop();
});
// Nothing that a client did here is a fault of the server.
afterEach(() => {
  const faults = [...node.logLines, ...other.logLines];
  if (faults.length > 0) throw new Error(`faults were logged: ${faults.join()}`);
});

const holder = { name: 'worker-1', lock: '7' };

function toSend(sessionId: string, text: string) {
  const parts = [{ type: 'text', text }];
  return {
    commandId: createId(),
    sessionId,
    type: 'send-message',
    messageId: createId(),
    parts,
    create: true,
  };
}

async function send(client: TestClient, sessionId: string, text: string): Promise<{ runId: string }> {
  const ack = await client.ask('command', toSend(sessionId, text));
  expect(ack).toMatchObject({ ok: true, result: { placed: 'run' } });
  // Cast: the ack was just looked at.
  return (ack as { result: { runId: string } }).result;
}

test('[L3] [D1] what one device writes, another reads on another node, each seq once and in order', async () => {
  const guest = await node.signInGuest();
  const [writer, reader] = [await node.connect(guest), await other.connect(guest, 'phone')];
  const sessionId = createId();
  const { runId } = await send(writer, sessionId, 'hello');
  expect(await reader.ask('join', { sessionId, cursor: 0 })).toMatchObject({
    ok: true,
    role: 'owner',
    lastSeq: 3,
  });
  const { runEpoch } = await claimRun(node.open.log, sessionId, runId, holder);
  for (const word of ['one ', 'two ', 'three'])
    await appendText(node.open.log, { sessionId, runId, runEpoch }, word);
  await endRun(node.open.log, sessionId, runId, runEpoch);
  await expect.poll(() => reader.seqs).toEqual([4, 5, 6, 7, 8]);
  await expect.poll(() => reader.rows.at(-1)).toMatchObject({ sessionId, lastSeq: 8, live: false });
});

test('[P3] a guest who signs up keeps the session, the live run goes on, and a command sent again is known', async () => {
  const guest = await node.signInGuest();
  const before = await node.connect(guest);
  const sessionId = createId();
  const command = toSend(sessionId, 'count to three');
  const first = await before.ask('command', command);
  // Cast: a sent message is answered with its run; the last expectation fails when it is not.
  const { runId } = (first as { result: { runId: string } }).result;
  const { runEpoch } = await claimRun(node.open.log, sessionId, runId, holder);
  await appendText(node.open.log, { sessionId, runId, runEpoch }, 'one ');

  const body = { name: 'Ada', email: 'ada@example.com', password: 'ten chars!' };
  const { status, visitor } = await node.post('/sign-up/email', { body, cookie: guest.cookie });
  expect(status).toBe(200);
  await expect.poll(() => before.notices).toEqual([{ kind: 'closing', code: 'unauthorized' }]);
  expect(await refusalOf(node.client(guest))).toBe('unauthorized');

  const after = await node.connect(visitor);
  expect(after.hellos).toMatchObject([{ userId: visitor.userId }]);
  expect(await after.ask('join', { sessionId, cursor: 0 })).toMatchObject({
    ok: true,
    role: 'owner',
    lastSeq: 5,
  });
  expect(await appendText(node.open.log, { sessionId, runId, runEpoch }, 'two')).toMatchObject({
    status: 'ok',
  });
  await endRun(node.open.log, sessionId, runId, runEpoch);
  await expect.poll(() => after.seqs).toEqual([6, 7]);
  expect(await after.ask('command', command)).toEqual(first);
});

test('[P2] [X26] signing out closes the sockets of the login on every node within a second', async () => {
  const guest = await node.signInGuest();
  const clients = [
    await node.connect(guest),
    await node.connect(guest, 'tab'),
    await other.connect(guest, 'phone'),
  ];
  const bystander = await other.connect(await node.signInGuest());
  await node.post('/sign-out', { cookie: guest.cookie });
  const signedOutAtMs = performance.now();
  await expect
    .poll(() => clients.map((client) => client.closes), { timeout: 2000, interval: 10 })
    .toEqual(clients.map(() => ['io server disconnect']));
  expect(performance.now() - signedOutAtMs).toBeLessThan(1000);
  expect(bystander.closes).toEqual([]);
  expect(await refusalOf(other.client(guest))).toBe('unauthorized');
});

test('[P2] [X26] a ban closes the sockets of the user on every node', async () => {
  const guest = await node.signInGuest();
  const client = await other.connect(guest);
  await database.prisma.user.update({ where: { id: guest.userId }, data: { banned: true } });
  node.open.wakeUps.publish('login', guest.userId);
  await expect.poll(() => client.notices).toEqual([{ kind: 'closing', code: 'unauthorized' }]);
});

test('[X20] [X21] another user’s session and run are not found, on any event', async () => {
  const [owner, stranger] = [await node.signInGuest(), await node.signInGuest()];
  const [mine, theirs] = [await node.connect(owner), await node.connect(stranger)];
  const [sessionId, ownId] = [createId(), createId()];
  const { runId } = await send(mine, sessionId, 'private');
  await send(theirs, ownId, 'my own');
  const acks = [
    await theirs.ask('join', { sessionId, cursor: 0 }),
    await theirs.ask('read', { sessionId, after: 0, limit: 500 }),
    await theirs.ask('history', { sessionId, beforeMessageId: createId(), limit: 10 }),
    await theirs.ask('command', toSend(sessionId, 'let me in')),
    await theirs.ask('command', { commandId: createId(), sessionId, type: 'create-session' }),
    await theirs.ask('command', { commandId: createId(), sessionId, type: 'cancel-run', runId }),
    await theirs.ask('command', { commandId: createId(), sessionId: ownId, type: 'cancel-run', runId }),
  ];
  expect(acks).toMatchObject(acks.map(() => ({ ok: false, error: { code: 'not-found' } })));
  expect(theirs.frames).toEqual([]);
  expect(await mine.ask('read', { sessionId, after: 0, limit: 0 })).toMatchObject({ lastSeq: 3 });
});

test('[P2] a session that is deleted on one node is gone for its readers on the other', async () => {
  const guest = await node.signInGuest();
  const [writer, reader] = [await node.connect(guest), await other.connect(guest, 'phone')];
  const sessionId = createId();
  await send(writer, sessionId, 'for a moment');
  await reader.ask('join', { sessionId, cursor: 0 });
  await writer.ask('command', { commandId: createId(), sessionId, type: 'delete-session' });
  await expect.poll(() => reader.gone[0]).toEqual({ sessionId, reason: 'deleted' });
  expect(await reader.ask('join', { sessionId, cursor: 0 })).toMatchObject({
    ok: false,
    error: { code: 'gone' },
  });
});

test('[X33] the same command id of two users is two commands', async () => {
  const [one, two] = [
    await node.connect(await node.signInGuest()),
    await node.connect(await node.signInGuest()),
  ];
  const command = toSend(createId(), 'mine');
  const acks = [
    await one.ask('command', command),
    await two.ask('command', { ...command, sessionId: createId() }),
  ];
  expect(acks).toMatchObject([{ ok: true }, { ok: true }]);
});
