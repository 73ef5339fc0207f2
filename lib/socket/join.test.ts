import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestClient } from './testing/test-client.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
let client: TestClient;
let sessionId: string;

beforeEach(async () => {
  const env = { HOLDFAST_READ_BURST: '2000' };
  server = await new TestSocketServer({ env }).start();
  client = await server.connect('alice');
  sessionId = await server.createSession('alice', 'bob');
});
afterEach(() => server.stop());

/** Acks and frames in the order in which they arrive. */
function recordOrder(of: TestClient): string[] {
  const order: string[] = [];
  of.socket.onAny((event, frame) => {
    if (event === 'events')
      order.push(`events ${frame.events.map(({ seq }: { seq: number }) => seq).join()}`);
  });
  return order;
}

test('a join is answered with where the log stands, then live events follow', async () => {
  await server.rename(sessionId, 'a');
  const ack = await client.ask('join', { sessionId, cursor: 0 });
  await server.rename(sessionId, 'b', 'c');
  await expect.poll(() => client.seqs).toEqual([3, 4]);
  expect(ack).toMatchObject({
    ok: true,
    epoch: client.frames[0]?.epoch,
    lastSeq: 2,
    role: 'owner',
    catchUp: { kind: 'events', events: [{ seq: 1 }, { seq: 2 }] },
    presence: { devices: 0 },
  });
});

test('[D3] events that land while a join is read come after its ack, once, from the next seq', async () => {
  // Somebody reads it live already, so that the hub has the events at hand and need not wait for the log.
  const bob = await server.connect('bob');
  await bob.ask('join', { sessionId, cursor: 0 });
  let release = () => {};
  server.reads.gate = new Promise((resolve) => (release = resolve));
  const order = recordOrder(client);
  const joining = new Promise((resolve) => {
    client.socket.emit('join', { sessionId, cursor: 0 }, (ack: unknown) => {
      order.push('ack');
      resolve(ack);
    });
  });
  await client.settle();
  await server.rename(sessionId, 'while', 'reading');
  release();
  expect(await joining).toMatchObject({ lastSeq: 1, catchUp: { events: [{ seq: 1 }] } });
  await server.rename(sessionId, 'after');
  await expect.poll(() => client.seqs).toEqual([2, 3, 4]);
  expect(order).toEqual(['ack', 'events 2,3', 'events 4']);
});

test('[X27] a cursor that is no use gets a snapshot', async () => {
  for (const cursor of [-1, 2 ** 53, 99, 'one', null, 1]) {
    const ack = await client.ask('join', { sessionId, cursor });
    expect(ack).toMatchObject({ ok: true, lastSeq: 1, catchUp: { kind: 'snapshot', snapshot: { seq: 1 } } });
  }
  await server.rename(sessionId, 'live');
  await expect.poll(() => client.seqs).toEqual([2]);
});

test('a catch-up that was cut short goes live with the read that completes it', async () => {
  await server.rename(sessionId, 'b', 'c', 'd', 'e', 'f');
  server.reads.maxEvents = 2;
  expect(await client.ask('join', { sessionId, cursor: 0 })).toMatchObject({
    lastSeq: 6,
    catchUp: { more: true },
  });
  await server.rename(sessionId, 'g');
  await client.ask('read', { sessionId, after: 2, limit: 2 });
  await client.settle();
  expect(client.seqs).toEqual([]);
  const last = await client.ask('read', { sessionId, after: 4, limit: 2 });
  expect(last).toMatchObject({ events: [{ seq: 5 }, { seq: 6 }] });
  await server.rename(sessionId, 'h');
  await expect.poll(() => client.seqs).toEqual([7, 8]);
  await client.ask('read', { sessionId, after: 4, limit: 2 });
  await client.settle();
  expect(client.seqs).toEqual([7, 8]);
});

test('[X28] joining again resets the subscription: every event still comes once', async () => {
  const joins = Array.from({ length: 1000 }, () => client.ask('join', { sessionId, cursor: 0 }));
  expect((await Promise.all(joins)).filter((ack) => !JSON.stringify(ack).startsWith('{"ok":true'))).toEqual(
    [],
  );
  await server.rename(sessionId, 'once');
  await client.settle();
  expect({ seqs: client.seqs, topics: server.hub.topicCount }).toEqual({ seqs: [2], topics: 1 });
  await client.ask('leave', { sessionId });
  expect(server.hub.topicCount).toBe(0);
});

test('[X28] the twenty-first session is over the limit, joining one of the twenty again is not', async () => {
  const ids = [];
  for (let count = 0; count < 21; count++) ids.push(await server.createSession('alice'));
  const acks = [];
  for (const id of ids) acks.push(await client.ask('join', { sessionId: id, cursor: 0 }));
  expect(acks.map((ack) => JSON.stringify(ack).startsWith('{"ok":true'))).toEqual([
    ...Array(20).fill(true),
    false,
  ]);
  expect(acks.at(-1)).toMatchObject({ error: { code: 'limit', retryable: true } });
  expect(await client.ask('join', { sessionId: ids[0], cursor: 0 })).toMatchObject({ ok: true });
  await client.ask('leave', { sessionId: ids[1] });
  expect(await client.ask('join', { sessionId: ids[20], cursor: 0 })).toMatchObject({ ok: true });
});

test('a join that is refused leaves no subscription behind', async () => {
  const stranger = await server.connect('mallory');
  expect(await stranger.ask('join', { sessionId, cursor: 0 })).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(server.hub.topicCount).toBe(0);
});

test('who leaves hears no more', async () => {
  await client.ask('join', { sessionId, cursor: 0 });
  expect(await client.ask('leave', { sessionId })).toEqual({ ok: true });
  await server.rename(sessionId, 'unheard');
  await client.settle();
  expect({ seqs: client.seqs, topics: server.hub.topicCount }).toEqual({ seqs: [], topics: 0 });
});

test('a client that goes away while it joins leaves no subscription behind', async () => {
  let release = () => {};
  server.reads.gate = new Promise((resolve) => (release = resolve));
  client.socket.emit('join', { sessionId, cursor: 0 });
  await expect.poll(() => server.hub.topicCount).toBe(1);
  client.close();
  await expect.poll(() => server.sockets.connectionCount).toBe(0);
  release();
  await server.rename(sessionId, 'nobody hears');
  expect(server.hub.topicCount).toBe(0);
});

test('[P2] a deleted session is told to who reads it, once, and is not joined any more', async () => {
  await client.ask('join', { sessionId, cursor: 0 });
  await server.delete(sessionId);
  await client.settle();
  expect(client.gone.length).toBeGreaterThan(0);
  expect({ gone: client.gone[0], topics: server.hub.topicCount }).toEqual({
    gone: { sessionId, reason: 'deleted' },
    topics: 0,
  });
});

test('presence counts the other devices that read the session, not their tabs', async () => {
  const devices = [
    ['alice', 'device-of-alice'],
    ['alice', 'phone'],
    ['alice', 'phone'],
    ['bob', 'device-of-alice'],
  ] as const;
  for (const [user, device] of devices) {
    const other = await server.connect(user, device);
    await other.ask('join', { sessionId, cursor: 0 });
  }
  expect(await client.ask('join', { sessionId, cursor: 0 })).toMatchObject({ presence: { devices: 2 } });
});

test('a signal goes to the others who read the session, with who sent it, and to nobody else', async () => {
  const [bob, outside] = [await server.connect('bob', 'b'), await server.connect('alice', 'c')];
  for (const reader of [client, bob]) await reader.ask('join', { sessionId, cursor: 0 });
  expect(await client.ask('signal', { sessionId, type: 'typing', typing: true })).toEqual({ ok: true });
  await Promise.all([client, bob, outside].map((each) => each.settle()));
  expect([client.signals, bob.signals, outside.signals]).toEqual([
    [],
    [{ sessionId, type: 'typing', typing: true, userId: 'alice', deviceId: 'device-of-alice' }],
    [],
  ]);
});

test('[X24] a signal is heard only from who was let in, and may write: not while a join is read, not from a viewer', async () => {
  const [mallory, bob] = [await server.connect('mallory'), await server.connect('bob')];
  server.reads.roles.set('bob', 'viewer');
  for (const reader of [client, bob]) await reader.ask('join', { sessionId, cursor: 0 });
  const typing = { sessionId, type: 'typing', typing: true };
  const acks = await Promise.all([
    mallory.ask('join', { sessionId, cursor: 0 }),
    mallory.ask('signal', typing),
    bob.ask('signal', typing),
  ]);
  await client.settle();
  expect(acks).toMatchObject(
    ['not-found', 'not-found', 'forbidden'].map((code) => ({ ok: false, error: { code } })),
  );
  expect(client.signals).toEqual([]);
});
