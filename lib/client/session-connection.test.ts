import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { EventsFrame, JoinRequest } from '#lib/protocol/socket.ts';
import { textOf } from '#lib/state/selectors.ts';
import { toSnapshot } from '#lib/state/session-state.ts';
import { createAnswer, type Answer } from './testing/answer-events.ts';
import { refuse } from './testing/scripted-server.ts';
import { createTestClient } from './testing/test-client.ts';

/** A session with an answer under way, open in a client that is live. */
async function openAnswer() {
  const testClient = createTestClient();
  const sessionId = createId();
  const answer = createAnswer();
  testClient.server.createSession(sessionId, [...answer.start, answer.write('1 ')]);
  const session = testClient.client.openSession(sessionId, null);
  const release = session.retain();
  const stop = testClient.client.start();
  await testClient.settle();
  const view = () => session.store.getSnapshot();
  const requests = (name: string) => testClient.server.received.filter((received) => received.name === name);
  return {
    ...testClient,
    sessionId,
    session,
    answer,
    view,
    release,
    stop,
    requests,
    text: () => textIn(view, answer),
  };
}

function textIn(
  view: () => { state: { messages: ReadonlyMap<string, Parameters<typeof textOf>[0]> } },
  answer: Answer,
) {
  return textOf(view().state.messages.get(answer.messageId) ?? { parts: [] });
}

test('opens a session from a snapshot, then follows it live', async () => {
  const { server, sessionId, answer, view, settle, text, requests } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  await settle();
  expect(text()).toBe('1 2 ');
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
  expect(view()).toMatchObject({ phase: 'ready', role: 'owner', devices: 1, pending: [] });
  expect(requests('join').map(({ request }) => request)).toEqual([{ sessionId }]);
});

test('[D1] events that come twice are applied once', async () => {
  const { server, sessionId, answer, settle, text, network } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  const [frame] = network.inFlight;
  if (!frame) throw new Error('the events are on their way');
  network.inFlight.push(frame, frame);
  await settle();
  expect(text()).toBe('1 2 ');
});

test('[D1] a gap is read from the log before what comes after it is applied', async () => {
  const { server, sessionId, answer, settle, text, network, requests } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  server.append(sessionId, answer.write('3 '));
  network.deliver(0);
  expect(text()).toBe('1 ');
  await settle();
  expect(text()).toBe('1 2 3 ');
  expect(requests('read').map(({ request }) => request)).toEqual([{ sessionId, after: 5, limit: 500 }]);
});

test('[D1] what comes while a gap is being read waits for it', async () => {
  const { server, sessionId, answer, settle, text, network } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  server.append(sessionId, answer.write('3 '));
  network.deliver(0);
  server.append(sessionId, answer.write('4 '));
  server.append(sessionId, answer.write('5 '));
  // The frames overtake the read and each other.
  network.inFlight.reverse();
  await settle();
  expect(text()).toBe('1 2 3 4 5 ');
});

test.each([1_001, 1_500])('[D1] of %i events that come while a gap is read none is lost', async (count) => {
  const { server, sessionId, answer, settle, text, network } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  const words = Array.from({ length: count }, (_, index) => `${index + 3} `);
  for (const word of words) server.append(sessionId, answer.write(word));
  await settle();
  expect(text()).toBe(`1 2 ${words.join('')}`);
});

test('[D2] after a drop only the missed events are asked for, in as many pages as it takes', async () => {
  const { server, sessionId, answer, settle, pass, text, network, requests } = await openAnswer();
  server.pageSize = 2;
  network.dropConnections();
  for (const word of ['2 ', '3 ', '4 ', '5 ', '6 ']) server.append(sessionId, answer.write(word));
  await pass(250);
  expect(text()).toBe('1 2 3 4 5 6 ');
  expect(requests('join').at(-1)?.request).toEqual({ sessionId, cursor: 5, epoch: 'epoch-1' });
  expect(requests('read').map(({ request }) => request)).toEqual([
    { sessionId, after: 7, limit: 500 },
    { sessionId, after: 9, limit: 500 },
  ]);
  server.append(sessionId, answer.write('7 '));
  await settle();
  expect(text()).toBe('1 2 3 4 5 6 7 ');
});

test('[D2] history that was replaced is taken over whole: nothing of the old one stays', async () => {
  const { server, sessionId, settle, pass, network, view } = await openAnswer();
  network.dropConnections();
  const other = createAnswer();
  server.createSession(sessionId, [...other.start, other.write('other '), other.write('words ')]).epoch =
    'epoch-2';
  await pass(250);
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
  server.append(sessionId, other.write('on '));
  await settle();
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
});

test('[D2] live events of another epoch are never mixed in', async () => {
  const { server, sessionId, settle, view, requests } = await openAnswer();
  const other = createAnswer();
  const replaced = server.sessions.get(sessionId);
  if (!replaced) throw new Error('the session is there');
  replaced.epoch = 'epoch-2';
  replaced.events = replaced.events.slice(0, 1);
  server.append(sessionId, ...other.start, other.write('other '), other.write('words '));
  await settle();
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
  expect(requests('join')).toHaveLength(2);
});

test('[D2] events of another epoch are not taken over in a catch-up either', async () => {
  const { server, sessionId, answer, pass, text, view, network } = await openAnswer();
  const at = '2026-01-01T00:00:00.000Z';
  const stranger = { seq: 6, at, actor: { kind: 'user', id: 'user-1' }, ...answer.write('wrong ') } as const;
  server.intercept = (name, request) => {
    if (name !== 'join' || !(request as JoinRequest).cursor) return undefined;
    const catchUp = { kind: 'events', events: [stranger] };
    return { ok: true, epoch: 'epoch-2', lastSeq: 6, role: 'owner', catchUp, presence: { devices: 0 } };
  };
  network.dropConnections();
  await pass(250);
  expect(text()).toBe('1 ');
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
});

test('[D2] a page of another epoch is not taken over while a gap is read', async () => {
  const { server, sessionId, answer, settle, view, network } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  server.append(sessionId, answer.write('3 '));
  network.deliver(0);
  const other = createAnswer();
  server.createSession(sessionId, [...other.start, other.write('other '), other.write('words ')]).epoch =
    'epoch-2';
  await settle();
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
});

test('[D2] an answer that comes after a newer one is ignored', async () => {
  const { server, sessionId, answer, settle, text, network } = await openAnswer();
  const gone = { sessionId, reason: 'deleted' } as const;
  const row = {
    sessionId,
    title: null,
    lastSeq: 5,
    readSeq: 0,
    live: false,
    needsApproval: false,
    archived: false,
  };
  const changed = { ...row, updatedAt: '2026-01-01T00:00:00.000Z' };
  const joinAgain = () => {
    server.emitToAll('session-gone', gone);
    server.emitToAll('session-changed', changed);
    network.deliver(0);
    network.deliver(0);
    network.deliver(0);
  };
  const session = server.sessions.get(sessionId);
  if (session) session.compactedSeq = 9;
  joinAgain();
  const [late] = network.inFlight.splice(0);
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  joinAgain();
  await settle();
  expect(text()).toBe('1 2 ');
  late?.deliver();
  await settle();
  expect(text()).toBe('1 2 ');
});

test('[D2] a frame that speaks of events which the log does not have is no reason to read for ever', async () => {
  const { server, sessionId, answer, settle, pass, text, network, requests } = await openAnswer();
  const events = [
    { seq: 99, at: '2026-01-01T00:00:00.000Z', actor: { kind: 'user', id: 'user-1' }, ...answer.end },
  ];
  server.emitToAll('events', { sessionId, epoch: 'epoch-1', events });
  await settle();
  expect(requests('read')).toHaveLength(1);
  await pass(1_000);
  server.append(sessionId, answer.write('2 '));
  await settle();
  expect(text()).toBe('1 2 ');
  expect(network.inFlight).toEqual([]);
});

test('[D2] a gap below what the log still has is filled by a snapshot', async () => {
  const { server, sessionId, answer, settle, network, view } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  const session = server.sessions.get(sessionId);
  if (session) session.compactedSeq = 6;
  server.append(sessionId, answer.write('3 '));
  await settle();
  expect(toSnapshot(view().state)).toEqual(toSnapshot(server.fold(sessionId)));
});

test('[D6] a silently dropped last frame is noticed by the position check within 5.5 s', async () => {
  const { server, sessionId, answer, pass, text, network } = await openAnswer();
  server.append(sessionId, answer.write('2 '), answer.end);
  network.inFlight.length = 0;
  await pass(4_900);
  expect(text()).toBe('1 ');
  await pass(100);
  await pass(250);
  expect(text()).toBe('1 2 ');
});

test('[D6] a quiet session is checked every 5 s and not joined again', async () => {
  const { pass, requests } = await openAnswer();
  for (let second = 0; second < 20; second++) await pass(1_000);
  expect([requests('read').length, requests('join').length]).toEqual([4, 1]);
});

test('[D6] a page that wakes checks its position at once', async () => {
  const { server, sessionId, answer, settle, pass, text, network, page, requests } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  network.inFlight.length = 0;
  page.give('wake');
  await settle();
  expect(requests('read').map(({ request }) => request)).toEqual([{ sessionId, after: 5, limit: 0 }]);
  await pass(250);
  expect(text()).toBe('1 2 ');
});

test('[D6] events still on their way when the position is checked are no reason to join again', async () => {
  const { server, sessionId, answer, pass, text, network, clock, requests, settle } = await openAnswer();
  server.append(sessionId, answer.write('2 '));
  const [events] = network.inFlight.splice(0);
  clock.advance(5_000);
  await settle();
  clock.advance(200);
  events?.deliver();
  await pass(1_000);
  expect(text()).toBe('1 2 ');
  expect(requests('join')).toHaveLength(1);
});

test('a session that is deleted is gone, and comes back when it is restored', async () => {
  const { server, sessionId, settle, pass, view, network } = await openAnswer();
  server.emitToAll('session-gone', { sessionId, reason: 'deleted' });
  await settle();
  expect(view().phase).toBe('gone');
  const row = {
    sessionId,
    title: null,
    lastSeq: 5,
    readSeq: 0,
    live: false,
    needsApproval: false,
    archived: false,
  };
  server.emitToAll('session-changed', { ...row, updatedAt: '2026-01-01T00:00:00.000Z' });
  await settle();
  expect(view().phase).toBe('ready');
  server.intercept = (name) => (name === 'join' ? refuse('gone') : undefined);
  network.dropConnections();
  await pass(250);
  expect(view().phase).toBe('gone');
});

test.each([
  ['not-found', 'not-found'],
  ['forbidden', 'not-found'],
  ['gone', 'gone'],
] as const)('a join refused with %s shows %s', async (code, phase) => {
  const { client, server, settle } = createTestClient();
  server.intercept = (name) => (name === 'join' ? refuse(code) : undefined);
  const session = client.openSession(createId(), null);
  session.retain();
  client.start();
  await settle();
  expect(session.store.getSnapshot().phase).toBe(phase);
});

test('a busy server is asked again after the time it names', async () => {
  const { client, server, settle, pass } = createTestClient();
  const sessionId = createId();
  server.createSession(sessionId);
  server.intercept = (name) =>
    name === 'join' ? refuse('busy', undefined, { retryable: true, retryAfterMs: 3_000 }) : undefined;
  const session = client.openSession(sessionId, null);
  session.retain();
  client.start();
  await settle();
  server.intercept = () => undefined;
  await pass(2_900);
  expect(session.store.getSnapshot().phase).toBe('loading');
  await pass(100);
  expect(session.store.getSnapshot().phase).toBe('ready');
});

test('frames of other sessions are left alone', async () => {
  const { server, settle, view } = await openAnswer();
  const before = view();
  const frame: EventsFrame = { sessionId: createId(), epoch: 'epoch-1', events: [] };
  server.emitToAll('events', frame);
  await settle();
  expect(view()).toBe(before);
});

test('leaves when the last one lets go', async () => {
  const { release, settle, requests, sessionId } = await openAnswer();
  release();
  release();
  await settle();
  expect(requests('leave').map(({ request }) => request)).toEqual([{ sessionId }]);
});
