import { afterEach, beforeEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
let clock: ManualClock;
beforeEach(async () => {
  clock = new ManualClock();
  server = await new TestSocketServer({ clock, env: { HOLDFAST_LOGIN_CHECK_MS: '60000' } }).start();
});
afterEach(() => server.stop());

const closed = { closes: ['io server disconnect'], notices: [{ kind: 'closing', code: 'unauthorized' }] };

test('[P2] [X26] signing out closes all sockets of the login, wherever it was done, and no others', async () => {
  const [tab, phone, bob] = [
    await server.connect('alice'),
    await server.connect('alice', 'phone'),
    await server.connect('bob'),
  ];
  server.logins.end('alice');
  server.wakeUps.publish('login', 'alice');
  await expect.poll(() => [tab.closes.length, phone.closes.length]).toEqual([1, 1]);
  await bob.settle();
  expect([tab, phone].map(({ closes, notices }) => ({ closes, notices }))).toEqual([closed, closed]);
  expect({ connected: bob.socket.connected, connections: server.sockets.connectionCount }).toEqual({
    connected: true,
    connections: 1,
  });
});

test('[P2] a wake-up about a user who is still signed in closes nothing', async () => {
  const client = await server.connect('alice');
  server.wakeUps.publish('login', 'alice');
  await client.settle();
  expect(client.closes).toEqual([]);
});

test('[P2] a login that ended without a word is found within a minute', async () => {
  const [alice, bob] = [await server.connect('alice'), await server.connect('bob')];
  server.logins.end('alice');
  clock.advance(59_999);
  await alice.settle();
  expect(alice.closes).toEqual([]);
  clock.advance(1);
  await expect.poll(() => alice.closes).toEqual(closed.closes);
  server.logins.end('bob');
  clock.advance(60_000);
  await expect.poll(() => bob.closes).toEqual(closed.closes);
});

test('a database that does not answer closes nothing, and the next look does', async () => {
  const client = await server.connect('alice');
  server.logins.end('alice');
  server.logins.isDown = true;
  clock.advance(60_000);
  await client.settle();
  expect(client.closes).toEqual([]);
  server.logins.isDown = false;
  clock.advance(60_000);
  await expect.poll(() => client.closes).toEqual(closed.closes);
});

test('[X26] a command after the login has ended is refused, before anything told the socket', async () => {
  const client = await server.connect('alice');
  const sessionId = await server.createSession('alice');
  server.logins.end('alice');
  const command = { commandId: createId(), sessionId, type: 'rename-session', title: 'too late' };
  expect(await client.ask('command', command)).toEqual({
    ok: false,
    commandId: command.commandId,
    error: { code: 'unauthorized', message: 'cannot run command: you are signed out', retryable: false },
  });
  await expect.poll(() => client.closes).toEqual(closed.closes);
  expect((await server.log.read(sessionId, 0, 10))?.lastSeq).toBe(1);
});

test('[P3] a command of a guest that is moved meanwhile is unauthorized, not lost as not found', async () => {
  const client = await server.connect('guest');
  const stranger = await server.createSession('alice');
  const command = { commandId: createId(), sessionId: stranger, type: 'rename-session', title: 'mine' };
  const findLive = server.logins.findLive.bind(server.logins);
  let lookups = 0;
  server.logins.findLive = async (loginIds) => {
    // The login holds when the command comes in, and is gone when the log has refused it.
    lookups += 1;
    if (lookups === 2) server.logins.end('guest');
    return findLive(loginIds);
  };
  expect(await client.ask('command', command)).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
});

test('a command while the database does not answer is busy: it may be sent again', async () => {
  const client = await server.connect('alice');
  server.logins.isDown = true;
  const command = { commandId: createId(), sessionId: createId(), type: 'create-session' };
  expect(await client.ask('command', command)).toMatchObject({
    ok: false,
    error: { code: 'busy', retryable: true },
  });
});
