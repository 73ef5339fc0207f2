import { afterEach, expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
afterEach(() => server.stop());

const limited = { code: 'rate-limited', message: 'cannot answer: too many requests', retryable: true };

test('[X35] requests beyond the burst wait as long as they are told', async () => {
  const clock = new ManualClock();
  const env = { HOLDFAST_READ_BURST: '3', HOLDFAST_READS_PER_SECOND: '2' };
  server = await new TestSocketServer({ clock, env }).start();
  const client = await server.connect();
  const ask = () => client.ask('list-sessions', { limit: 1 });
  const acks = [await ask(), await ask(), await ask(), await ask()];
  expect(acks.at(-1)).toEqual({ ok: false, error: { ...limited, retryAfterMs: 500 } });
  clock.advance(499);
  expect(await ask()).toEqual({ ok: false, error: { ...limited, retryAfterMs: 1 } });
  clock.advance(1);
  expect(await ask()).toEqual({ ok: true, sessions: [], next: null });
});

test('commands, reads and signals are counted apart', async () => {
  const env = { HOLDFAST_READ_BURST: '1', HOLDFAST_COMMAND_BURST: '1', HOLDFAST_SIGNAL_BURST: '1' };
  server = await new TestSocketServer({ clock: new ManualClock(), env }).start();
  const client = await server.connect();
  const sessionId = createId();
  const acks = [
    await client.ask('list-sessions', { limit: 1 }),
    await client.ask('command', { commandId: createId(), sessionId, type: 'create-session' }),
    await client.ask('signal', { sessionId, type: 'typing', typing: true }),
  ];
  expect(acks).toMatchObject([{ ok: true }, { ok: true }, { error: { code: 'not-found' } }]);
});

test('[X35] a flood is told to wait, then closed, and nothing of it is done', async () => {
  const env = { HOLDFAST_COMMAND_BURST: '5' };
  server = await new TestSocketServer({ clock: new ManualClock(), env }).start();
  const client = await server.connect();
  const sessionId = await server.createSession('alice');
  for (let count = 0; count < 1100; count++) {
    client.socket.emit('command', {
      commandId: createId(),
      sessionId,
      type: 'rename-session',
      title: `title ${count}`,
    });
  }
  await expect.poll(() => client.closes).toEqual(['io server disconnect']);
  const page = await server.log.read(sessionId, 0, 500);
  expect({ notices: client.notices, lastSeq: page?.lastSeq }).toEqual({
    notices: [{ kind: 'closing', code: 'rate-limited' }],
    lastSeq: 6,
  });
});

test('[X8] a user with too many sockets loses the one that was silent longest, and is told why', async () => {
  const clock = new ManualClock();
  server = await new TestSocketServer({ clock, env: { HOLDFAST_SOCKETS_PER_USER: '3' } }).start();
  const clients = [];
  for (const device of ['first', 'second', 'third']) {
    clients.push(await server.connect('alice', device));
    clock.advance(1000);
  }
  const [first, second] = clients;
  await first?.settle();
  clock.advance(1000);
  await server.connect('alice', 'fourth');
  await server.connect('bob', 'fifth');
  await expect.poll(() => second?.closes).toEqual(['io server disconnect']);
  expect({
    notices: clients.map((client) => client.notices),
    connected: clients.map((client) => client.socket.connected),
    connections: server.sockets.connectionCount,
  }).toEqual({
    notices: [[], [{ kind: 'closing', code: 'limit' }], []],
    connected: [true, false, true],
    connections: 4,
  });
});

test('[X8] fifty sockets of one user leave ten', async () => {
  server = await new TestSocketServer().start();
  await Promise.all(Array.from({ length: 50 }, (_, index) => server.connect('alice', `device-${index}`)));
  expect(server.sockets.connectionCount).toBe(10);
});
