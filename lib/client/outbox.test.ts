import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import type { Command } from '#lib/protocol/command.ts';
import { MAX_TEXT_CHARS } from '#lib/protocol/limits.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { OutboxEntry } from './outbox-entry.ts';
import { createMemoryStorage } from './outbox-storage.ts';
import type { ServerPeer } from './testing/fake-network.ts';
import { refuse } from './testing/scripted-server.ts';
import { createTestClient } from './testing/test-client.ts';

async function openSession(parts: Parameters<typeof createTestClient>[0] = {}) {
  const testClient = createTestClient(parts);
  const sessionId = createId();
  testClient.server.createSession(sessionId);
  const { store, actions, retain } = testClient.client.openSession(sessionId, null);
  retain();
  const stop = testClient.client.start();
  await testClient.settle();
  const pending = () => store.getSnapshot().pending.map(({ text, status }) => ({ text, status }));
  const messages = () => [...testClient.server.fold(sessionId).messages.values()].map(textOf);
  const sentTexts = () => testClient.server.commands.map(toText);
  return { ...testClient, sessionId, store, actions, stop, pending, messages, sentTexts };
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

function toText(command: Command): string {
  return command.type === 'send-message' ? textOf(command) : command.type;
}

const dropCommands = (name: string, _: unknown, peer: ServerPeer) => {
  if (name !== 'command') return undefined;
  peer.close();
  return 'silent' as const;
};

test('[U1] a send is shown at once as sending, then is part of the session', async () => {
  const { actions, pending, settle, messages, store } = await openSession();
  const outcome = actions.send('hello');
  expect(pending()).toEqual([{ text: 'hello', status: 'sending' }]);
  await settle();
  expect(pending()).toEqual([]);
  expect(messages()).toEqual(['hello']);
  expect(outcome).toEqual({ ok: true, messageId: [...store.getSnapshot().state.messages.keys()][0] });
});

test.each(['ack', 'event'] as const)(
  '[U1] when the %s comes first, the message is shown all the time, and never twice',
  async (first) => {
    const { actions, pending, settle, network, store, frames } = await openSession();
    const shown = new Set<string>();
    store.subscribe(() => {
      const { pending: waiting, state } = store.getSnapshot();
      shown.add([...[...state.messages.values()].map(textOf), ...waiting.map(({ text }) => text)].join());
    });
    actions.send('hello');
    for (let turn = 0; turn < 100; turn++) {
      await nextTurn();
      const overtaking = network.inFlight.findIndex(({ kind }) => kind === first);
      network.deliver(Math.max(0, overtaking));
      frames.paint();
    }
    await settle();
    expect(pending()).toEqual([]);
    expect([...shown]).toEqual(['hello']);
  },
);

test('[U1] a bubble stays while its command is being stored', async () => {
  const storage = createMemoryStorage();
  let store = () => {};
  const isStored = new Promise<void>((resolve) => (store = resolve));
  const outboxStorage = { ...storage, add: (entry: OutboxEntry) => isStored.then(() => storage.add(entry)) };
  const { network, actions, pending, settle, pass, messages } = await openSession({ outboxStorage });
  actions.send('hello');
  network.dropConnections();
  await pass(250);
  expect(pending()).toEqual([{ text: 'hello', status: 'sending' }]);
  store();
  await settle();
  expect(pending()).toEqual([]);
  expect(messages()).toEqual(['hello']);
});

test('a look into the storage that began earlier and ends later changes nothing', async () => {
  const storage = createMemoryStorage();
  const late: (() => void)[] = [];
  let isSlow = false;
  const load = async (userId: string) => {
    const entries = await storage.load(userId);
    if (isSlow) await new Promise<void>((resolve) => late.push(resolve));
    return entries;
  };
  const { network, actions, pending, settle, page } = await openSession({
    outboxStorage: { ...storage, load },
  });
  isSlow = true;
  network.isReachable = true;
  network.dropConnections();
  page.give('wake');
  await settle();
  isSlow = false;
  network.isReachable = false;
  network.dropConnections();
  actions.send('hello');
  await settle();
  for (const resolve of late) resolve();
  await settle();
  expect(pending()).toEqual([{ text: 'hello', status: 'waiting' }]);
});

test('[U1] a command that twice loses its socket between send and ack is failed, not sent for ever', async () => {
  const { server, actions, pending, settle, pass, sentTexts, store } = await openSession();
  server.intercept = dropCommands;
  actions.send('hello');
  await settle();
  expect(pending()).toEqual([{ text: 'hello', status: 'waiting' }]);
  for (let second = 0; second < 30; second++) await pass(1_000);
  expect(sentTexts()).toEqual(['hello', 'hello']);
  expect(store.getSnapshot().pending).toMatchObject([
    { status: 'failed', error: { code: 'internal', retryable: true } },
  ]);
});

test('[U1] a retry by the user sends the same command id', async () => {
  const { server, actions, pending, settle, pass, store, messages } = await openSession();
  server.intercept = dropCommands;
  actions.send('hello');
  for (let second = 0; second < 10; second++) await pass(1_000);
  server.intercept = () => undefined;
  for (const { messageId } of store.getSnapshot().pending) actions.retry(messageId);
  await settle();
  expect(new Set(server.commands.map(({ commandId }) => commandId)).size).toBe(1);
  expect(pending()).toEqual([]);
  expect(messages()).toEqual(['hello']);
});

test('[U2] an ack that is lost does not make a second message', async () => {
  const { server, actions, settle, pass, network, messages, sentTexts, pending } = await openSession();
  actions.send('hello');
  await nextTurn();
  while (server.commands.length === 0) {
    network.deliver(0);
    await nextTurn();
  }
  network.dropConnections();
  await settle();
  await pass(250);
  expect(sentTexts()).toEqual(['hello', 'hello']);
  expect(messages()).toEqual(['hello']);
  expect(pending()).toEqual([]);
});

test('[U2] while offline messages wait, and are sent once and in order on return', async () => {
  const { network, actions, pending, pass, settle, messages, sentTexts } = await openSession();
  network.isReachable = false;
  network.dropConnections();
  for (const text of ['one', 'two', 'three']) actions.send(text);
  await pass(60_000);
  expect(pending()).toEqual(['one', 'two', 'three'].map((text) => ({ text, status: 'waiting' })));
  network.isReachable = true;
  await pass(5_000);
  await settle();
  expect(sentTexts()).toEqual(['one', 'two', 'three']);
  expect(messages()).toEqual(['one', 'two', 'three']);
  expect(pending()).toEqual([]);
});

test('[U2] a session born offline opens as an empty shell that the outbox fills', async () => {
  const { client, server, network, settle, pass } = createTestClient();
  network.isReachable = false;
  client.start();
  await settle();
  const sessionId = client.sessionListActions.create();
  const { store, actions, retain } = client.openSession(sessionId, null);
  retain();
  expect(store.getSnapshot()).toMatchObject({ phase: 'ready', role: 'owner', pending: [] });
  actions.send('one');
  actions.send('two');
  await settle();
  expect(client.sessionList.getSnapshot().rows).toMatchObject([{ sessionId, unsent: true }]);
  network.isReachable = true;
  for (let second = 0; second < 6; second++) await pass(1_000);
  expect([...server.fold(sessionId).messages.values()].map(textOf)).toEqual(['one', 'two']);
  expect([...store.getSnapshot().state.messages.values()].map(textOf)).toEqual(['one', 'two']);
  expect(store.getSnapshot()).toMatchObject({ phase: 'ready', role: 'owner', pending: [] });
});

test('messages of different sessions do not wait for each other', async () => {
  const { server, client, actions, settle, messages } = await openSession();
  const otherId = createId();
  server.createSession(otherId);
  server.intercept = (name, request) =>
    name === 'command' && (request as Command).sessionId === otherId ? 'silent' : undefined;
  client.openSession(otherId, null).actions.send('stuck');
  await settle();
  actions.send('hello');
  await settle();
  expect(messages()).toEqual(['hello']);
});

test('a retryable refusal is tried again after the time that the server names, and says why meanwhile', async () => {
  const { server, actions, settle, pass, store, messages } = await openSession();
  const refusal = {
    code: 'rate-limited',
    message: 'cannot do it: rate-limited',
    retryable: true,
    retryAfterMs: 4_000,
  } as const;
  server.intercept = (name) => (name === 'command' ? { ok: false, error: refusal } : undefined);
  actions.send('one');
  actions.send('two');
  await settle();
  expect(store.getSnapshot().pending).toMatchObject([
    { status: 'sending', error: refusal },
    { status: 'sending' },
  ]);
  server.intercept = () => undefined;
  await pass(2_000);
  actions.send('three');
  await pass(1_999);
  expect(server.commands).toHaveLength(1);
  await pass(1);
  expect(messages()).toEqual(['one', 'two', 'three']);
});

test('a refusal until tomorrow fails at once, with its reason, and holds up nothing', async () => {
  const { server, actions, settle, store, messages } = await openSession();
  const error = {
    code: 'limit',
    message: 'cannot: used up',
    retryable: true,
    retryAfterMs: 3_600_000,
  } as const;
  server.intercept = (name, request) =>
    name === 'command' && toText(request as Command) === 'one' ? { ok: false, error } : undefined;
  actions.send('one');
  actions.send('two');
  await settle();
  expect(store.getSnapshot().pending).toMatchObject([{ text: 'one', status: 'failed', error }]);
  expect(messages()).toEqual(['two']);
});

test('a refusal that goes on and on fails in the end', async () => {
  const { server, actions, pass, pending } = await openSession();
  server.intercept = (name) =>
    name === 'command' ? refuse('busy', undefined, { retryable: true }) : undefined;
  actions.send('hello');
  for (let second = 0; second < 60; second++) await pass(1_000);
  expect(pending()).toEqual([{ text: 'hello', status: 'failed' }]);
});

test('a final refusal fails with its reason, and the next message goes on', async () => {
  const { server, actions, settle, store, messages } = await openSession();
  server.intercept = (name, request) =>
    name === 'command' && toText(request as Command) === 'one' ? refuse('conflict') : undefined;
  actions.send('one');
  actions.send('two');
  await settle();
  expect(store.getSnapshot().pending).toMatchObject([
    { text: 'one', status: 'failed', error: { code: 'conflict' } },
  ]);
  expect(messages()).toEqual(['two']);
});

test('a failed message that is discarded gives its text back and is forgotten', async () => {
  const { server, actions, settle, pass, pending, store, network, sentTexts } = await openSession();
  server.intercept = (name) => (name === 'command' ? refuse('conflict') : undefined);
  actions.send('words');
  await settle();
  expect(store.getSnapshot().pending.map(({ messageId }) => actions.discard(messageId))).toEqual(['words']);
  expect(pending()).toEqual([]);
  await settle();
  network.dropConnections();
  await pass(250);
  expect(sentTexts()).toEqual(['words']);
});

test('what could never be sent is refused before the outbox', async () => {
  const { actions, pending, settle, sentTexts } = await openSession();
  const outcomes = [' \n\u200b', 'x'.repeat(MAX_TEXT_CHARS + 1)].map((text) => actions.send(text));
  expect(outcomes).toMatchObject([
    { ok: false, error: { code: 'invalid-input' } },
    { ok: false, error: { code: 'too-long' } },
  ]);
  expect(pending()).toEqual([]);
  await settle();
  expect(sentTexts()).toEqual([]);
});

test('a command without a bubble tells its caller, and is not kept when it is refused', async () => {
  const { server, actions, settle, sentTexts } = await openSession();
  server.intercept = (name) => (name === 'command' ? refuse('not-found') : undefined);
  const answer = actions.queueRemove(createId());
  await settle();
  expect(await answer).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(sentTexts()).toEqual(['queue-remove']);
});

test('commands of one user are never sent under the login of another', async () => {
  const outboxStorage = createMemoryStorage();
  const first = await openSession({ outboxStorage });
  first.network.isReachable = false;
  first.network.dropConnections();
  first.actions.send('mine');
  await first.settle();
  first.stop();
  first.server.userId = 'user-2';
  const second = createTestClient({ outboxStorage, network: first.network, server: first.server });
  first.network.isReachable = true;
  second.client.start();
  await second.settle();
  expect(first.sentTexts()).toEqual([]);
});

test('a stop does not wait behind the outbox, and survives the loss of its socket', async () => {
  const { server, client, sessionId, settle, pass, network } = await openSession();
  server.intercept = (name, request) =>
    name === 'command' && (request as Command).type === 'send-message' ? 'silent' : undefined;
  const { actions } = client.openSession(sessionId, null);
  actions.send('stuck');
  await settle();
  const stopped = actions.cancelRun(createId());
  network.dropConnections();
  await pass(250);
  expect(await stopped).toMatchObject({ ok: true });
  expect(server.commands.filter(({ type }) => type === 'cancel-run')).toHaveLength(1);
});
