import { expect, test, vi } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { textOf } from '#lib/state/selectors.ts';
import { createAnswer } from './testing/answer-events.ts';
import { createTestClient } from './testing/test-client.ts';

const words = Array.from({ length: 200 }, (_, index) => `${index + 1} `);

/** An open session whose answer has been written up to the first word. */
async function openAnswer() {
  const testClient = createTestClient();
  const sessionId = createId();
  const answer = createAnswer();
  testClient.server.createSession(sessionId, [...answer.start, answer.write('0 ')]);
  const { store, retain } = testClient.client.openSession(sessionId, null);
  retain();
  testClient.client.start();
  await testClient.settle();
  const texts: string[] = [];
  const text = () => textOf(store.getSnapshot().state.messages.get(answer.messageId) ?? { parts: [] });
  store.subscribe(() => texts.push(text()));
  return { ...testClient, sessionId, answer, store, text, texts };
}

test('a burst of events is told once, at the next frame', async () => {
  const { server, sessionId, answer, network, frames, texts, store } = await openAnswer();
  const before = store.getSnapshot();
  for (const word of words) server.append(sessionId, answer.write(word));
  network.deliverAll();
  expect(store.getSnapshot()).toBe(before);
  expect(frames.scheduled).toBe(1);
  frames.paint();
  expect(texts).toEqual([`0 ${words.join('')}`]);
});

test('[D5] a catch-up of many pages is painted in one frame, never typed out', async () => {
  const { server, sessionId, answer, network, clock, frames, texts, text } = await openAnswer();
  server.pageSize = 10;
  network.dropConnections();
  frames.paint();
  for (const word of words) server.append(sessionId, answer.write(word));
  clock.advance(250);
  // A frame after every delivery: the worst that a browser can do.
  while (network.inFlight.length > 0) {
    network.deliver(0);
    frames.paint();
  }
  expect(text()).toBe(`0 ${words.join('')}`);
  expect(texts).toEqual([`0 ${words.join('')}`]);
});

test('[D5] what the user does during a catch-up does not show half of it', async () => {
  const { server, sessionId, answer, network, clock, texts, client, settle } = await openAnswer();
  server.pageSize = 10;
  network.dropConnections();
  for (const word of words) server.append(sessionId, answer.write(word));
  clock.advance(250);
  const { actions } = client.openSession(sessionId, null);
  for (let count = 0; count < 15; count++) {
    network.deliver(0);
    actions.send(`message ${count}`);
  }
  await settle();
  expect(new Set(texts)).toEqual(new Set(['0 ', `0 ${words.join('')}`]));
});

test('[D7] the text shown is at any time a prefix of the final text', async () => {
  const { server, sessionId, answer, network, clock, frames, texts, text, settle } = await openAnswer();
  for (const [index, word] of words.entries()) {
    server.append(sessionId, answer.write(word));
    if (index % 7 === 3) network.inFlight.splice(0, 1);
    if (index % 5 === 4) network.inFlight.reverse();
    if (index % 50 === 49) network.dropConnections();
    if (index % 3 === 2) network.deliverAll();
    frames.paint();
    clock.advance(100);
  }
  for (let second = 0; second < 20; second++) {
    clock.advance(1_000);
    await settle();
  }
  const final = `0 ${words.join('')}`;
  expect(text()).toBe(final);
  expect(texts.filter((shown) => !final.startsWith(shown))).toEqual([]);
  expect(texts.toSorted((a, b) => a.length - b.length)).toEqual(texts);
});

test('what did not change keeps its identity, and nobody is told of nothing', async () => {
  const { server, sessionId, store, settle } = await openAnswer();
  const before = store.getSnapshot();
  const listener = vi.fn<() => void>();
  store.subscribe(listener);
  await settle();
  expect(listener).not.toHaveBeenCalled();
  server.append(sessionId, { type: 'session-rename', title: 'Kelp' });
  await settle();
  expect(store.getSnapshot().state.title).toBe('Kelp');
  expect(store.getSnapshot().state.messages).toBe(before.state.messages);
  expect(store.getSnapshot().pending).toBe(before.pending);
});

test('after a longer outage the status says how much came, for three seconds', async () => {
  const { server, sessionId, answer, network, client, pass, settle } = await openAnswer();
  network.isReachable = false;
  network.dropConnections();
  await pass(2_000);
  network.isReachable = true;
  server.append(sessionId, answer.write('1 '), answer.write('2 '));
  await pass(5_000);
  await settle();
  expect(client.connection.getSnapshot()).toMatchObject({ status: 'live', caughtUpEvents: 2 });
  await pass(3_000);
  expect(client.connection.getSnapshot()).not.toHaveProperty('caughtUpEvents');
});

test('older history is put before the loaded window', async () => {
  const testClient = createTestClient();
  const sessionId = createId();
  const [oldId, newId] = [createId(), createId()];
  const { snapshot, epoch } = { snapshot: snapshotOf(sessionId, oldId, newId), epoch: 'epoch-1' };
  testClient.server.createSession(sessionId);
  const { store, actions, retain } = testClient.client.openSession(sessionId, {
    snapshot,
    epoch,
    role: 'owner',
  });
  testClient.server.intercept = (name) => {
    if (name === 'join') {
      return {
        ok: true,
        epoch,
        lastSeq: 1,
        role: 'owner',
        catchUp: { kind: 'events', events: [] },
        presence: { devices: 1 },
      };
    }
    if (name !== 'history') return undefined;
    return { ok: true, messages: [messageOf(oldId, null)], olderBefore: null };
  };
  retain();
  testClient.client.start();
  await testClient.settle();
  actions.loadOlder();
  actions.loadOlder();
  expect(store.getSnapshot().loadingOlder).toBe(true);
  await testClient.settle();
  expect([...store.getSnapshot().state.messages.keys()]).toEqual([oldId, newId]);
  expect(store.getSnapshot().loadingOlder).toBe(false);
  const asked = testClient.server.received
    .filter(({ name }) => name === 'history')
    .map(({ request }) => request);
  expect(asked).toEqual([{ sessionId, beforeMessageId: newId, limit: 50 }]);
});

function messageOf(id: string, parentId: string | null) {
  return {
    id,
    parentId,
    siblings: [id],
    role: 'user' as const,
    parts: [{ type: 'text' as const, text: 'words' }],
    status: 'complete' as const,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

function snapshotOf(sessionId: string, oldId: string, newId: string) {
  return {
    seq: 1,
    session: { sessionId, title: null, archived: false },
    messages: [messageOf(newId, oldId)],
    olderBefore: newId,
    runs: [],
    queue: [],
    steers: [],
    approvals: [],
  };
}
