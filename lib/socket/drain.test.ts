import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendRaw, statusOf, toUpgrade } from './testing/raw-client.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
beforeEach(async () => {
  const spread = [0, 0.5, 0.999];
  server = await new TestSocketServer({ random: () => spread.shift() ?? 0 }).start();
});
afterEach(() => server.stop());

test('[R6] a draining node tells its clients to come back, spread over three seconds, and serves them until it stops', async () => {
  const sessionId = await server.createSession('alice');
  const clients = [await server.connect('alice'), await server.connect('bob'), await server.connect('carol')];
  const [alice] = clients;
  await alice?.ask('join', { sessionId, cursor: 0 });
  server.sockets.drain();
  server.sockets.drain();
  await server.rename(sessionId, 'still here');
  await expect.poll(() => alice?.seqs).toEqual([2]);
  await expect
    .poll(() => clients.map((client) => client.notices))
    .toEqual([
      [{ kind: 'restarting', retryInMs: 0 }],
      [{ kind: 'restarting', retryInMs: 1500 }],
      [{ kind: 'restarting', retryInMs: 2997 }],
    ]);
  expect(server.sockets.isOpen).toBe(false);
});

test('[R6] newcomers are sent away while it drains', async () => {
  server.sockets.drain();
  const headers = { Host: `127.0.0.1:${server.port}`, Origin: server.origin, Cookie: 'login=alice' };
  const answer = await sendRaw(server.port, toUpgrade('/socket.io/?EIO=4&transport=websocket', headers));
  expect({ status: statusOf(answer), retryAfter: /retry-after: 1\r\n/.test(answer) }).toEqual({
    status: 503,
    retryAfter: true,
  });
});

test('[C1] stopping closes sockets and subscriptions, and writes nothing to any session', async () => {
  const sessionId = await server.createSession('alice');
  const client = await server.connect('alice');
  await client.ask('join', { sessionId, cursor: 0 });
  await server.sockets.stop();
  await expect.poll(() => client.closes.length).toBe(1);
  expect({
    topics: server.hub.topicCount,
    connections: server.sockets.connectionCount,
    listeners: server.http.listenerCount('upgrade'),
    lastSeq: (await server.log.read(sessionId, 0, 10))?.lastSeq,
  }).toEqual({ topics: 0, connections: 0, listeners: 0, lastSeq: 1 });
});
