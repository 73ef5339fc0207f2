import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { RawSocket, sendRaw, statusOf, toUpgrade } from './testing/raw-client.ts';
import { refusalOf } from './testing/test-client.ts';
import { TestSocketServer, type TestServerOptions } from './testing/test-socket-server.ts';

let server: TestSocketServer;
afterEach(() => server.stop());

async function start(options: TestServerOptions = {}): Promise<void> {
  server = await new TestSocketServer(options).start();
}

const socketPath = '/socket.io/?EIO=4&transport=websocket';

async function statusFor(path: string, headers: Record<string, string> = {}): Promise<number | 'closed'> {
  const all = { Host: `127.0.0.1:${server.port}`, Origin: server.origin, ...headers };
  return statusOf(await sendRaw(server.port, toUpgrade(path, all)));
}

test.for([
  '/',
  '/api/auth/get-session',
  '//evil.example/socket.io/',
  '/socket.io/../socket.io/extra',
  '/socket.iox/',
  '/SOCKET.IO/',
  '/socket.io/%0d%0aX-Injected:%201',
  '/_next/hmr',
  '/_next/webpack-hmr?id=1',
])('[X9] an upgrade on %s is closed without a word', async (path) => {
  await start();
  expect(await statusFor(path)).toBe('closed');
});

test('[X9] an upgrade with an absolute URL reaches nobody', async () => {
  await start();
  let hits = 0;
  const canary = createServer((_request, response) => {
    hits += 1;
    response.end();
  });
  canary.on('connection', () => (hits += 1));
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
  // Cast: it listens on TCP.
  const { port } = canary.address() as AddressInfo;
  expect(await statusFor(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`)).toBe('closed');
  expect(hits).toBe(0);
  await new Promise((resolve) => canary.close(resolve));
});

test('[X9] a line break in the path makes no request of ours', async () => {
  await start();
  const headers = `Host: 127.0.0.1:${server.port}\r\nOrigin: ${server.origin}\r\nCookie: login=alice`;
  const answers = await Promise.all([
    sendRaw(server.port, `GET /socket.io/\r\nX-Evil: 1 HTTP/1.1\r\n${headers}\r\nUpgrade: websocket\r\n\r\n`),
    sendRaw(server.port, `GET /socket.io/\n?EIO=4&transport=websocket HTTP/1.1\r\n${headers}\r\n\r\n`),
  ]);
  expect(answers.map(statusOf)).toEqual([400, 400]);
  expect(server.logins.lookups).toBe(0);
});

test('in development Next is handed its own socket, and no other', async () => {
  const handed: (string | undefined)[] = [];
  await start({
    developmentUpgrade: (request, socket) => {
      handed.push(request.url);
      socket.destroy();
    },
  });
  await Promise.all(
    ['/_next/hmr?id=1', '/_next/webpack-hmr', '/_next/other', '/'].map((path) => statusFor(path)),
  );
  const client = await server.connect();
  expect({ handed: handed.toSorted(), connected: client.socket.connected }).toEqual({
    handed: ['/_next/hmr?id=1', '/_next/webpack-hmr'],
    connected: true,
  });
});

test('[X8] handshakes without a login are counted per network, and who is signed in is not touched by it', async () => {
  const clock = new ManualClock();
  await start({ clock, env: { HOLDFAST_HANDSHAKES_PER_MINUTE: '3' } });
  const codes = [];
  for (let count = 0; count < 3; count++) codes.push(await refusalOf(server.client({ user: '' })));
  expect(codes).toEqual(['unauthorized', 'unauthorized', 'unauthorized']);
  expect(await statusFor(socketPath)).toBe(429);
  expect(await refusalOf(server.client({ headers: { cookie: 'login=' }, user: '' }))).toBe('rate-limited');
  expect((await server.connect('alice')).socket.connected).toBe(true);
  clock.advance(60_000);
  expect(await refusalOf(server.client({ user: '' }))).toBe('unauthorized');
});

test('[X8] a client does not get a fresh count by inventing an address', async () => {
  await start({ env: { HOLDFAST_HANDSHAKES_PER_MINUTE: '2' } });
  for (const address of ['198.51.100.1', '198.51.100.2']) {
    await refusalOf(server.client({ user: '', headers: { 'x-forwarded-for': address } }));
  }
  expect(await statusFor(socketPath, { 'X-Forwarded-For': '198.51.100.3' })).toBe(429);
});

test('[X8] behind a trusted proxy each client has its own count', async () => {
  await start({ env: { HOLDFAST_HANDSHAKES_PER_MINUTE: '1', TRUSTED_PROXIES: '1' } });
  await refusalOf(server.client({ user: '', headers: { 'x-forwarded-for': '6.6.6.6, 198.51.100.1' } }));
  expect(await statusFor(socketPath, { 'X-Forwarded-For': '7.7.7.7, 198.51.100.1' })).toBe(429);
  expect(await refusalOf(server.client({ user: '', headers: { 'x-forwarded-for': '198.51.100.2' } }))).toBe(
    'unauthorized',
  );
});

test('a client that goes away in the middle of the handshake harms nobody', async () => {
  await start();
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const raw = new RawSocket(server.origin);
      await raw.opened().catch(() => undefined);
      raw.ws.terminate();
    }),
  );
  expect((await server.connect()).socket.connected).toBe(true);
});

test('long-polling works where it is switched on, with the same origin check on every request', async () => {
  await start({ env: { HOLDFAST_LONG_POLLING: 'on' } });
  const client = await server.client({ transports: ['polling'] }).opened();
  await client.settle();
  const sid = client.socket.io.engine.id;
  const foreign = await fetch(`${server.origin}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
    headers: { origin: 'https://evil.example', cookie: 'login=alice' },
  });
  expect({ hellos: client.hellos.length, foreign: foreign.status }).toEqual({ hellos: 1, foreign: 403 });
});

test('long-polling turns into a WebSocket on its own', async () => {
  await start({ env: { HOLDFAST_LONG_POLLING: 'on' } });
  const client = await server.client({ transports: ['polling', 'websocket'] }).opened();
  await expect.poll(() => client.socket.io.engine.transport.name).toBe('websocket');
  await client.settle();
  expect(client.closes).toEqual([]);
});
