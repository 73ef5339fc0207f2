import { afterEach, beforeEach, expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { TestClient } from './testing/test-client.ts';
import { TestSocketServer } from './testing/test-socket-server.ts';

let server: TestSocketServer;
let alice: TestClient;
let sessionId: string;

beforeEach(async () => {
  server = await new TestSocketServer().start();
  alice = await server.connect('alice');
  sessionId = await server.createSession('alice');
});
afterEach(() => server.stop());

const events = ['join', 'leave', 'read', 'history', 'list-sessions', 'command', 'signal'];

function refused(code: string, retryable = false) {
  return { ok: false, error: expect.objectContaining({ code, retryable }) };
}

test.for(events)('[X17] %s with no payload, or an odd one, is invalid input', async (event) => {
  const odd = [null, [], 5, 'text', true, {}, [{ sessionId }]];
  const acks = [
    await alice.ask(event),
    ...(await Promise.all(odd.map((payload) => alice.ask(event, payload)))),
  ];
  expect(acks).toEqual(acks.map(() => refused('invalid-input')));
});

test.for(events)('[X17] %s with more than one payload is invalid input', async (event) => {
  const payload = { sessionId };
  expect(await alice.ask(event, payload, 1, 2, 3, 4, 5)).toEqual(refused('invalid-input'));
});

test('[X17] no callback, or something that is none, is fine', async () => {
  for (const event of events) {
    alice.socket.emit(event);
    alice.socket.emit(event, { sessionId }, 'not a callback');
  }
  alice.socket.emit('join', { sessionId, cursor: 0 });
  await alice.settle();
  await server.rename(sessionId, 'heard');
  await expect.poll(() => alice.seqs).toEqual([2]);
  expect(server.logLines).toEqual([]);
});

test.for([
  ['join', { cursor: 0 }],
  ['leave', {}],
  ['read', { after: 0, limit: 10 }],
  ['history', { beforeMessageId: createId(), limit: 10 }],
  ['signal', { type: 'typing', typing: true }],
  ['command', { commandId: createId(), type: 'rename-session', title: 'mine' }],
] as const)('[X18] %s with keys of the server is refused', async ([event, fields]) => {
  const forged = ['userId', 'role', 'isAdmin', 'seq', 'createdAt', '__proto__'];
  const acks = await Promise.all(
    forged.map((key) =>
      alice.ask(event, JSON.parse(JSON.stringify({ sessionId, ...fields, KEY: 'bob' }).replace('KEY', key))),
    ),
  );
  // JSON.parse makes `__proto__` a plain key; the strict parse refuses it like any other.
  expect(acks.map((ack) => JSON.stringify(ack).includes('invalid-input'))).toEqual(forged.map(() => true));
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test.for([
  '',
  'undefined',
  '../1',
  'x'.repeat(1000),
  createId().toUpperCase(),
  "'; DROP TABLE session; --",
  '🦀',
])('[X19] a session id that is none is invalid input (%#)', async (id) => {
  const acks = [
    await alice.ask('join', { sessionId: id }),
    await alice.ask('read', { sessionId: id, after: 0, limit: 1 }),
    await alice.ask('command', { commandId: createId(), sessionId: id, type: 'delete-session' }),
  ];
  expect(acks).toMatchObject(acks.map(() => refused('invalid-input')));
});

test('[X20] another user’s session is not found, sends nothing, and the attempt is written down', async () => {
  const bob = await server.connect('bob');
  const acks = [
    await bob.ask('join', { sessionId, cursor: 0 }),
    await bob.ask('read', { sessionId, after: 0, limit: 10 }),
    await bob.ask('history', { sessionId, beforeMessageId: createId(), limit: 10 }),
    await bob.ask('signal', { sessionId, type: 'typing', typing: true }),
    await bob.ask('command', { commandId: createId(), sessionId, type: 'rename-session', title: 'mine' }),
  ];
  await server.rename(sessionId, 'private');
  await bob.settle();
  expect(acks).toMatchObject(acks.map(() => refused('not-found')));
  expect({ frames: bob.frames, rows: bob.rows }).toEqual({ frames: [], rows: [] });
  expect(server.logLines.map((line) => JSON.parse(line))).toEqual(
    ['join', 'read', 'history', 'signal'].map((event) =>
      expect.objectContaining({ event, userId: 'bob', code: 'not-found', msg: 'access refused' }),
    ),
  );
});

test('[X23] a deleted session is gone', async () => {
  await server.delete(sessionId);
  expect(await alice.ask('join', { sessionId, cursor: 0 })).toEqual(refused('gone'));
});

test('a refused command carries its id, even when the rest could not be read', async () => {
  const commandId = createId();
  expect(await alice.ask('command', { commandId, sessionId, type: 'make-coffee' })).toEqual({
    ...refused('invalid-input'),
    commandId,
  });
});

test('[X31] one command from two sockets of its user has one effect and one answer; [X33] another user’s is another command', async () => {
  const [second, bob] = [await server.connect('alice', 'second'), await server.connect('bob')];
  const command = { commandId: createId(), sessionId, type: 'rename-session', title: 'once' };
  const acks = await Promise.all(
    [alice, second, alice, second].map((client) => client.ask('command', command)),
  );
  expect(acks).toEqual(acks.map(() => ({ ok: true, commandId: command.commandId, seq: 2 })));
  expect(await bob.ask('command', command)).toEqual({
    ...refused('not-found'),
    commandId: command.commandId,
  });
});

test('a fault is told as internal, and logged without what the client said', async () => {
  server.reads.failure = new Error('the disk is on fire');
  expect(await alice.ask('join', { sessionId, cursor: 0, epoch: 'secret words' })).toEqual(
    refused('internal', true),
  );
  const [line = ''] = server.logLines;
  expect({ event: JSON.parse(line).event, told: line.includes('secret words') }).toEqual({
    event: 'join',
    told: false,
  });
});

test('the list of sessions is one’s own', async () => {
  await server.createSession('bob');
  expect(await alice.ask('list-sessions', { limit: 10 })).toMatchObject({
    ok: true,
    sessions: [{ sessionId }],
    next: null,
  });
});

test.for([0, -1, 101, 1.5, '10', null])('a list of %s sessions is invalid input', async (limit) => {
  expect(await alice.ask('list-sessions', { limit })).toEqual(refused('invalid-input'));
});
