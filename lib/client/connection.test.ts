import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Outcome } from './socket-port.ts';
import { createTestClient } from './testing/test-client.ts';

function openLive() {
  const testClient = createTestClient();
  const stop = testClient.client.start();
  testClient.network.deliverAll();
  const status = () => testClient.client.connection.getSnapshot();
  return { ...testClient, stop, status };
}

test('is connected once the server has said hello', () => {
  const { client, network, server } = createTestClient();
  expect(client.connection.getSnapshot()).toEqual({ status: 'connecting' });
  client.start();
  network.deliver(0);
  expect(client.port.connected).toBe(false);
  network.deliverAll();
  expect(client.port.connected).toBe(true);
  const hello = { protocol: 1, node: 'node-1', build: 'build-1', userId: server.userId };
  expect(client.connection.getSnapshot()).toEqual({ status: 'live', hello });
});

test('a lost connection is back within 250 ms', () => {
  const { network, clock, status } = openLive();
  network.dropConnections();
  expect(status()).toMatchObject({ status: 'connecting', downSinceMs: clock.now() });
  clock.advance(250);
  network.deliverAll();
  expect(status()).toMatchObject({ status: 'live' });
});

test('tries less often the longer it fails, up to five seconds apart', () => {
  const { network, clock, status } = openLive();
  clock.advance(1_000);
  network.isReachable = false;
  network.dropConnections();
  const attempts: number[] = [];
  const lostAt = clock.now();
  for (let ms = 0; ms < 20_000; ms += 25) {
    if (network.inFlight.length > 0) attempts.push(clock.now() - lostAt);
    network.deliverAll();
    clock.advance(25);
  }
  const gaps = attempts.map((at, index) => at - (attempts[index - 1] ?? 0));
  expect(gaps).toEqual([125, 375, 750, 1_500, 3_000, 3_750, 3_750, 3_750]);
  expect(status()).toMatchObject({ status: 'connecting', downSinceMs: lostAt });
});

test('a connection that is accepted and dropped over and over is not retried ever faster', () => {
  const { network, clock } = openLive();
  let accepted = 0;
  for (let ms = 0; ms < 20_000; ms += 25) {
    if (network.openSockets > 0) {
      accepted += 1;
      network.dropConnections();
    }
    clock.advance(25);
    network.deliverAll();
  }
  expect(accepted).toBeLessThan(12);
});

test('connects at once when the page wakes', () => {
  const { network, clock, page, status } = openLive();
  network.isReachable = false;
  network.dropConnections();
  for (let second = 0; second < 10; second++) {
    clock.advance(1_000);
    network.deliverAll();
  }
  network.isReachable = true;
  page.give('wake');
  network.deliverAll();
  expect(status()).toMatchObject({ status: 'live' });
});

test('an attempt that was made before the page woke is replaced', () => {
  const { network, clock, page, client } = createTestClient();
  network.isBlackHole = true;
  client.start();
  network.inFlight.length = 0;
  clock.advance(5_000);
  network.isBlackHole = false;
  page.give('wake');
  network.deliverAll();
  expect(client.port.connected).toBe(true);
});

test('says offline while the device says so', () => {
  const { network, page, status } = openLive();
  page.online = false;
  network.isReachable = false;
  network.dropConnections();
  expect(status()).toMatchObject({ status: 'offline' });
});

test('[D6] a half-open connection is replaced within 12 s while a session is open', async () => {
  const { client, server, network, clock, settle, pass } = openLive();
  const sessionId = createId();
  server.createSession(sessionId);
  client.openSession(sessionId, null).retain();
  await settle();
  const lostAt = clock.now();
  network.isBlackHole = true;
  for (let second = 0; second < 12 && client.port.connected; second++) await pass(1_000);
  expect(client.port.connected).toBe(false);
  network.isBlackHole = false;
  await pass(8_000);
  await pass(250);
  expect(client.port.connected).toBe(true);
  expect(clock.now() - lostAt).toBeLessThan(21_000);
});

test('a request is answered once, and lost when its socket is', () => {
  const { client, server, network, clock } = openLive();
  const sessionId = createId();
  server.createSession(sessionId);
  const outcomes: Outcome<'leave'>[] = [];
  client.port.request('leave', { sessionId }, (outcome) => outcomes.push(outcome));
  network.deliverAll();
  client.port.request('leave', { sessionId }, (outcome) => outcomes.push(outcome));
  network.dropConnections();
  client.port.request('leave', { sessionId }, (outcome) => outcomes.push(outcome));
  clock.advance(60_000);
  expect(outcomes).toEqual([{ ok: true }, 'lost', 'lost']);
});

test('a server that stays silent is taken for dead', () => {
  const { client, server, clock, network, status } = openLive();
  server.intercept = () => 'silent';
  const outcomes: Outcome<'leave'>[] = [];
  client.port.request('leave', { sessionId: createId() }, (outcome) => outcomes.push(outcome));
  network.deliverAll();
  clock.advance(6_999);
  expect(outcomes).toEqual([]);
  clock.advance(1);
  expect(outcomes).toEqual(['lost']);
  expect(status()).toMatchObject({ status: 'connecting' });
});

test('unauthorized is not retried until the page wakes', () => {
  const { network, clock, page, status } = openLive();
  network.refusal = { code: 'unauthorized' };
  network.dropConnections();
  clock.advance(250);
  network.deliverAll();
  expect(status()).toMatchObject({ status: 'unauthorized' });
  clock.advance(60_000);
  expect(network.inFlight).toEqual([]);
  network.refusal = undefined;
  page.give('wake');
  network.deliverAll();
  expect(status()).toMatchObject({ status: 'live' });
});

test('a server that restarts is heard, and given the time that it asked for', () => {
  const { server, network, clock, status } = openLive();
  const notice = { kind: 'restarting', retryInMs: 2_000 };
  server.emitToAll('notice', notice);
  network.deliverAll();
  network.dropConnections();
  clock.advance(1_999);
  network.deliverAll();
  expect(status()).toMatchObject({ status: 'connecting', notice });
  clock.advance(1);
  network.deliverAll();
  expect(status()).not.toHaveProperty('notice');
});

test('one socket too many does not fight for its place', () => {
  const { server, network, clock } = openLive();
  server.emitToAll('notice', { kind: 'closing', code: 'limit' });
  network.deliverAll();
  network.dropConnections();
  clock.advance(4_999);
  expect(network.inFlight).toEqual([]);
});

test('nothing is left running after the end', () => {
  const { stop, clock, network, client, page } = openLive();
  stop();
  page.give('wake');
  expect({ timers: clock.pendingTimers, sockets: network.openSockets, live: client.port.connected }).toEqual({
    timers: 0,
    sockets: 0,
    live: false,
  });
});
