import type { IncomingHttpHeaders, Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadConfig } from '#lib/config/env.ts';
import { createHttpDoor } from './http-door.ts';
import { createHttpServer } from './http-server.ts';
import { createTestLogger } from './testing/test-logger.ts';

let server: Server;
let origin: string;
let log: ReturnType<typeof createTestLogger>;
/** What came through to Next. */
let passed: { url: string | undefined; headers: IncomingHttpHeaders; body: string }[];
let failure: Error | undefined;

async function open(env: Record<string, string> = {}): Promise<void> {
  log = createTestLogger();
  passed = [];
  failure = undefined;
  server = createHttpServer(
    createHttpDoor({
      config: loadConfig({ HOLDFAST_SECRET: 's'.repeat(32), HOLDFAST_BODY_BYTES: '1000', ...env }),
      logger: log.logger,
      handlers: [
        {
          handleRequest(request, response) {
            if (request.url !== '/own') return false;
            response.end('own');
            return true;
          },
        },
      ],
      async next(request, response) {
        if (failure) throw failure;
        let body = '';
        for await (const chunk of request) body += String(chunk);
        passed.push({ url: request.url, headers: request.headers, body });
        response.end('next');
      },
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Cast: it listens on TCP.
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeEach(() => open());
afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

/** As it goes over the wire: `fetch` would add headers of its own. */
function send(head: string, body = ''): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.write(
    `${head.replaceAll('\n', '\r\n')}\r\nHost: ${new URL(origin).host}\r\nConnection: close\r\n\r\n${body}`,
  );
  return new Promise((resolve) => {
    let answer = '';
    socket.on('data', (data) => (answer += data.toString()));
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1]);
const json = (body: string) => `Content-Type: application/json\nContent-Length: ${body.length}`;

test('what is ours is answered before Next, what is not goes through', async () => {
  expect([await (await fetch(`${origin}/own`)).text(), await (await fetch(`${origin}/page`)).text()]).toEqual(
    ['own', 'next'],
  );
});

test('every answer has an id to find it by, and never one that the client chose', async () => {
  const answer = await fetch(`${origin}/page`, { headers: { 'x-correlation-id': 'mine\tmine' } });
  const id = answer.headers.get('x-correlation-id');
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(passed[0]?.headers['x-correlation-id']).toBe(id);
});

test('a fault is answered without a stack, and logged with its id', async () => {
  failure = new Error('the words of a stranger');
  const answer = await fetch(`${origin}/api/x`);
  const body = await answer.text();
  expect({
    status: answer.status,
    body: JSON.parse(body),
    cache: answer.headers.get('cache-control'),
  }).toEqual({
    status: 500,
    body: {
      code: 'internal',
      message: 'cannot answer: something broke',
      correlationId: answer.headers.get('x-correlation-id'),
    },
    cache: 'no-store',
  });
  expect(log.lines).toMatchObject([
    { level: 'error', msg: 'request failed', correlationId: answer.headers.get('x-correlation-id') },
  ]);
});

test('answers of the API are kept by nobody', async () => {
  const cache = async (path: string) => (await fetch(origin + path)).headers.get('cache-control');
  expect([await cache('/api/x'), await cache('/page')]).toEqual(['no-store', null]);
});

test.for([
  ['Sec-Fetch-Site: cross-site', 403],
  ['Sec-Fetch-Site: same-site', 403],
  ['Sec-Fetch-Site: none', 403],
  ['Sec-Fetch-Site: cross-site\nOrigin: ORIGIN', 403],
  ['Sec-Fetch-Site: same-origin', 200],
  ['Origin: https://evil.example', 403],
  ['Origin: null', 403],
  ['Origin: ORIGIN', 200],
  ['Cookie: holdfast.login=x', 403],
  ['Cookie: holdfast.login=x\nOrigin: ORIGIN', 200],
  ['X-Nothing: at all', 200],
] as const)('[X60] a change with %o is answered with %s', async ([headers, status]) => {
  const answer = await send(
    `POST /api/x HTTP/1.1\n${headers.replace('ORIGIN', origin)}\n${json('{}')}`,
    '{}',
  );
  expect({ status: statusOf(answer), passed: passed.length }).toEqual({
    status,
    passed: status === 200 ? 1 : 0,
  });
});

test.for([
  ['POST /api/x HTTP/1.1\nContent-Type: text/plain\nContent-Length: 2', 415],
  ['POST /api/x HTTP/1.1\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 2', 415],
  ['POST /api/x HTTP/1.1\nContent-Length: 2', 415],
  ['POST /api/x HTTP/1.1\nContent-Type: Application/JSON; charset=utf-8\nContent-Length: 2', 200],
  ['POST /api/x HTTP/1.1\nContent-Length: 0', 200],
  ['POST /page HTTP/1.1\nContent-Type: multipart/form-data; boundary=x\nContent-Length: 2', 200],
  ['POST /api/x HTTP/1.1\nContent-Type: application/json\nContent-Length: 1001', 413],
  ['POST /api/x HTTP/1.1\nContent-Type: application/json\nTransfer-Encoding: chunked', 411],
  ['POST /api/x HTTP/1.1\nContent-Type: application/json\nContent-Length: -1', 400],
  ['TRACE /api/x HTTP/1.1', 405],
  ['PROPFIND /api/x HTTP/1.1', 405],
  ['DELETE /api/x HTTP/1.1', 200],
  ['GET //evil.example/ HTTP/1.1', 400],
  ['GET http://169.254.169.254/latest HTTP/1.1', 400],
  ['GET /page HTTP/9.9', 400],
  [`GET /page HTTP/1.1\nX-Large: ${'x'.repeat(20_000)}`, 431],
] as const)('[X60] %j is answered with %s (%#)', async ([head, status]) => {
  const answer = await send(head, head.endsWith('Length: 2') ? '{}' : '');
  expect({ status: statusOf(answer), passed: passed.length }).toEqual({
    status,
    passed: status === 200 ? 1 : 0,
  });
});

test('a refusal is JSON with a code, for programs', async () => {
  const answer = await fetch(`${origin}/api/x`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
  });
  expect(await answer.json()).toEqual({
    code: 'forbidden',
    message: 'cannot change anything: the request comes from another site',
    correlationId: answer.headers.get('x-correlation-id'),
  });
});

const claims = {
  'x-forwarded-for': '6.6.6.6, 198.51.100.1',
  'x-forwarded-host': 'evil.example',
  'x-forwarded-proto': 'https',
  'x-real-ip': '6.6.6.6',
  forwarded: 'for=6.6.6.6',
  'x-holdfast-client-address': '6.6.6.6',
};

async function passedHeaders(): Promise<IncomingHttpHeaders> {
  await fetch(`${origin}/page`, { headers: claims });
  const [request] = passed;
  const kept = Object.keys(claims).filter((name) => request?.headers[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, request?.headers[name]]));
}

test('[X6] nothing that a client claims about itself is believed', async () => {
  expect(await passedHeaders()).toEqual({
    'x-forwarded-for': '127.0.0.1',
    'x-holdfast-client-address': '127.0.0.1',
  });
});

test('[X6] behind a trusted proxy the address is what it saw, host and scheme what is configured', async () => {
  server.close();
  await open({ TRUSTED_PROXIES: '1', PUBLIC_URL: 'https://chat.example.com' });
  expect(await passedHeaders()).toEqual({
    'x-forwarded-for': '198.51.100.1',
    'x-holdfast-client-address': '198.51.100.1',
    'x-forwarded-host': 'chat.example.com',
    'x-forwarded-proto': 'https',
  });
});
