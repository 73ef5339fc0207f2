import { afterEach, beforeEach, expect, test } from 'vitest';
import { RawSocket, sendRaw, statusOf, toUpgrade } from './testing/raw-client.ts';
import { refusalOf } from './testing/test-client.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
beforeEach(async () => {
  server = await new TestSocketServer().start();
});
afterEach(() => server.stop());

const path = '/socket.io/?EIO=4&transport=websocket';

async function statusFor(headers: Record<string, string>, requested = path): Promise<number | 'closed'> {
  const all = {
    Host: `127.0.0.1:${server.port}`,
    Origin: server.origin,
    Cookie: 'login=alice',
    Connection: 'Upgrade',
  };
  return statusOf(await sendRaw(server.port, toUpgrade(requested, { ...all, ...headers })));
}

test('who is signed in is greeted at once', async () => {
  const client = await server.connect('alice');
  await client.settle();
  expect(client.hellos).toEqual([{ protocol: 1, node: 'node-1', build: 'build-1', userId: 'alice' }]);
});

test('[X1] no cookie: unauthorized, and no connection is kept', async () => {
  const raw = await new RawSocket(server.origin, { cookie: '' }).opened();
  raw.ws.send('40{"protocol":1,"deviceId":"d"}');
  expect(await raw.heard(/^44/)).toBe(
    '44{"message":"cannot connect: you are not signed in","data":{"code":"unauthorized","retryable":false}}',
  );
  await raw.closedByServer();
  expect(server.sockets.connectionCount).toBe(0);
});

test('[X2] a cookie that stands for nobody is unauthorized', async () => {
  server.logins.end('alice');
  const cookies = ['login=alice', 'login=', 'other=alice'];
  const codes = await Promise.all(
    cookies.map((cookie) => refusalOf(server.client({ user: '', headers: { cookie } }))),
  );
  expect(codes).toEqual(['unauthorized', 'unauthorized', 'unauthorized']);
});

test.for([
  ['[X3]', 'https://evil.example'],
  ['[X3]', 'null'],
  ['[X3]', 'http://127.0.0.1.evil.example'],
  ['[X3]', 'http://127.0.0.1'],
] as const)('%s the origin %s is refused before any login is looked up', async ([, origin]) => {
  expect(await statusFor({ Origin: origin })).toBe(403);
  expect(server.logins.lookups).toBe(0);
});

test('[X4] no origin at all is refused, cookie or not', async () => {
  const request = toUpgrade(path, { Host: `127.0.0.1:${server.port}`, Cookie: 'login=alice' });
  expect(statusOf(await sendRaw(server.port, request))).toBe(403);
  expect(server.logins.lookups).toBe(0);
});

test('[X3] where origins are configured, the host that is asked for does not count', async () => {
  const env = { PUBLIC_URL: 'https://chat.example.com', ALLOWED_ORIGINS: 'https://app.example.com' };
  const configured = await new TestSocketServer({ env }).start();
  const ask = async (Origin: string) => {
    const headers = { Host: `127.0.0.1:${configured.port}`, Origin, Cookie: 'login=alice' };
    return statusOf(
      await sendRaw(configured.port, toUpgrade('/socket.io/?EIO=4&transport=polling', headers)),
    );
  };
  const origins = [
    'https://chat.example.com',
    'https://app.example.com',
    configured.origin,
    'http://chat.example.com',
  ];
  expect(await Promise.all(origins.map(ask))).toEqual([400, 400, 403, 403]);
  await configured.stop();
});

test('[X5] headers of 20 kB are refused', async () => {
  expect(await statusFor({ Cookie: `login=${'x'.repeat(20_000)}` })).toBe(431);
  expect((await server.connect()).socket.connected).toBe(true);
});

test.for([
  ['long-polling', '/socket.io/?EIO=4&transport=polling'],
  ['EIO=3', '/socket.io/?EIO=3&transport=websocket'],
  ['webtransport', '/socket.io/?EIO=4&transport=webtransport'],
  ['no transport', '/socket.io/?EIO=4'],
  ['an unknown sid', '/socket.io/?EIO=4&transport=websocket&sid=AAAAAAAAAAAAAAAAAAAA'],
] as const)('[X7] %s is refused', async ([, requested]) => {
  if (requested.includes('EIO=3')) {
    // Engine.IO finds this one out after the WebSocket is there.
    const raw = new RawSocket(server.origin, { query: 'EIO=3&transport=websocket' });
    expect((await raw.closedByServer()).code).not.toBe(1000);
    return;
  }
  expect(await statusFor({}, requested)).toBe(400);
});

test('[X7] nobody takes over a connection by its sid', async () => {
  const victim = await server.connect('alice');
  const sid = victim.socket.io.engine.id;
  expect(await statusFor({ Cookie: 'login=mallory' }, `${path}&sid=${sid}`)).toBe(400);
  await victim.settle();
  expect(victim.closes).toEqual([]);
});

test('[X7] an HTTP request to the socket path is refused, other paths are somebody else’s', async () => {
  const headers = { origin: server.origin };
  const own = await fetch(`${server.origin}/socket.io/?EIO=4&transport=polling`, { headers });
  const foreign = await fetch(`${server.origin}/socket.io/?EIO=4&transport=polling`);
  const client = await fetch(`${server.origin}/socket.io/socket.io.js`, { headers });
  expect([own.status, foreign.status, client.status]).toEqual([400, 403, 404]);
});

test.for([
  [{ protocol: 2, deviceId: 'd', more: true }, 'upgrade-required'],
  [{ protocol: 0 }, 'upgrade-required'],
  [{}, 'invalid-input'],
  [{ protocol: 1 }, 'invalid-input'],
  [{ protocol: '1', deviceId: 'd' }, 'invalid-input'],
  [{ protocol: 1, deviceId: '' }, 'invalid-input'],
  [{ protocol: 1, deviceId: 'd'.repeat(101) }, 'invalid-input'],
  [{ protocol: 1, deviceId: 'd', userId: 'bob', role: 'admin' }, 'invalid-input'],
] as const)('a handshake with %o is refused with %s', async ([auth, code]) => {
  expect(await refusalOf(server.client({ auth }))).toBe(code);
});

test('a database that does not answer is busy, not signed out', async () => {
  server.logins.isDown = true;
  expect(await refusalOf(server.client())).toBe('busy');
});

test('[X10] [X11] who connects and never joins the namespace, or tries others, is closed in time', async () => {
  const impatient = await new TestSocketServer({ env: { HOLDFAST_CONNECT_TIMEOUT_MS: '200' } }).start();
  const [silent, probing] = [new RawSocket(impatient.origin), new RawSocket(impatient.origin)];
  await Promise.all([silent.opened(), probing.opened()]);
  probing.ws.send('40/admin,{"protocol":1,"deviceId":"d"}');
  expect(await probing.heard(/^44/)).toBe('44/admin,{"message":"Invalid namespace"}');
  await Promise.all([silent.closedByServer(), probing.closedByServer()]);
  expect(impatient.logins.lookups).toBe(0);
  await impatient.stop();
});

test('a client that connects a hundred times on one socket is looked up once', async () => {
  const raw = await new RawSocket(server.origin).opened();
  for (let count = 0; count < 100; count++) raw.ws.send('40{"protocol":1,"deviceId":"d"}');
  await raw.closedByServer();
  expect({ lookups: server.logins.lookups, connections: server.sockets.connectionCount }).toEqual({
    lookups: 1,
    connections: 0,
  });
});
