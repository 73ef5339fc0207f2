import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { Health, type HealthCheck } from './health.ts';
import { createTestLogger } from './testing/test-logger.ts';

let server: Server | undefined;
afterEach(() => server?.close());

async function serve(checks: Record<string, HealthCheck>, clock?: ManualClock) {
  const log = createTestLogger();
  const health = new Health({ checks, timeoutMs: 1000, logger: log.logger, ...(clock ? { clock } : {}) });
  server = createServer((request, response) => {
    if (!health.handleRequest(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  // Cast: it listens on TCP.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ask = async (path: string) => {
    const answer = await fetch(origin + path);
    return { status: answer.status, body: answer.status === 404 ? undefined : await answer.json() };
  };
  return { ask, health, lines: log.lines };
}

test('a process that answers is healthy, whatever else', async () => {
  const { ask } = await serve({ database: () => 'away' });
  expect([await ask('/healthz'), await ask('/healthz/x'), await ask('/')]).toEqual([
    { status: 200, body: { status: 'ok' } },
    { status: 404, body: undefined },
    { status: 404, body: undefined },
  ]);
});

test('a node is ready when all checks say so', async () => {
  const { ask } = await serve({ database: () => Promise.resolve(undefined), sockets: () => undefined });
  expect(await ask('/readyz?x=1')).toEqual({
    status: 200,
    body: { status: 'ready', checks: { database: 'ok', sockets: 'ok' } },
  });
});

test('one reason is enough, and a fault is one without its details', async () => {
  const { ask, lines } = await serve({
    database: () => Promise.reject(new Error('password authentication failed for user "holdfast"')),
    sockets: () => 'draining',
  });
  expect(await ask('/readyz')).toEqual({
    status: 503,
    body: { status: 'not ready', checks: { database: 'failed', sockets: 'draining' } },
  });
  expect(lines).toMatchObject([{ level: 'warn', msg: 'not ready', check: 'database' }]);
});

test('a check that hangs is a reason after its time', async () => {
  const clock = new ManualClock();
  const { health } = await serve({ database: () => new Promise(() => undefined) }, clock);
  const readiness = health.readiness();
  clock.advance(1000);
  expect(await readiness).toEqual({ ready: false, checks: { database: 'no answer in 1000 ms' } });
});

test('asking often does not check often', async () => {
  const clock = new ManualClock();
  let checks = 0;
  const check = (): undefined => void (checks += 1);
  const { health } = await serve({ check }, clock);
  await Promise.all(Array.from({ length: 100 }, () => health.readiness()));
  clock.advance(999);
  await health.readiness();
  expect(checks).toBe(1);
  clock.advance(1);
  await health.readiness();
  expect(checks).toBe(2);
});
