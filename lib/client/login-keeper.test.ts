import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { Login } from './login.ts';
import { createMemoryStorage } from './outbox-storage.ts';
import { createTestClient } from './testing/test-client.ts';
import { createMemoryTexts } from './text-storage.ts';

test('a page without a login makes one before it connects, and tries until it can', async () => {
  let isReachable = false;
  let calls = 0;
  const login: Login = {
    ensure() {
      calls += 1;
      return isReachable ? Promise.resolve() : Promise.reject(new Error('cannot reach the server'));
    },
    signInAsGuest: () => Promise.resolve(),
  };
  const { client, network, settle, pass } = createTestClient({ login, userId: null });
  client.start();
  await settle();
  await pass(250);
  expect(network.openSockets).toBe(0);
  expect(client.connection.getSnapshot().status).toBe('connecting');
  isReachable = true;
  await pass(5_000);
  expect(client.connection.getSnapshot().status).toBe('live');
  expect(calls).toBe(3);
});

test('what was sent before anyone knew who this is goes out once it is known', async () => {
  const { client, server, settle } = createTestClient({ userId: null });
  const sessionId = client.sessionListActions.create();
  client.openSession(sessionId, null).actions.send('first words');
  client.start();
  await settle();
  expect([...server.fold(sessionId).messages.values()].map(textOf)).toEqual(['first words']);
});

test('[P3] what a guest has not sent is sent by the user that the guest becomes', async () => {
  const { client, server, network, settle, pass } = createTestClient();
  const sessionId = createId();
  server.createSession(sessionId);
  client.start();
  await settle();
  network.dropConnections();
  client.openSession(sessionId, null).actions.send('hello');
  await settle();
  const hasChanged = client.changeLogin(
    async () => {
      server.userId = 'user-2';
      return true;
    },
    { keepOutbox: true },
  );
  await settle();
  expect(await hasChanged).toBe(true);
  await pass(250);
  expect([...server.fold(sessionId).messages.values()].map(textOf)).toEqual(['hello']);
});

test('[P3] the outbox moves also when the page is loaded anew after the sign-up', async () => {
  const [texts, outboxStorage] = [createMemoryTexts(), createMemoryStorage()];
  const before = createTestClient({ texts, outboxStorage });
  const { server, network } = before;
  const sessionId = createId();
  server.createSession(sessionId);
  const stop = before.client.start();
  await before.settle();
  network.isReachable = false;
  network.dropConnections();
  before.client.openSession(sessionId, null).actions.send('hello');
  await before.client.changeLogin(() => Promise.resolve(true), { keepOutbox: true });
  stop();
  server.userId = 'user-2';
  network.isReachable = true;
  const after = createTestClient({ texts, outboxStorage, network, server });
  after.client.start();
  await after.settle();
  expect([...server.fold(sessionId).messages.values()].map(textOf)).toEqual(['hello']);
});

test('what is not sent stays with its user when somebody else signs in, or a sign-up fails', async () => {
  const { client, server, network, settle, pass } = createTestClient();
  const sessionId = createId();
  server.createSession(sessionId);
  client.start();
  await settle();
  network.dropConnections();
  client.openSession(sessionId, null).actions.send('mine');
  await client.changeLogin(() => Promise.resolve(false), { keepOutbox: true });
  await expect(
    client.changeLogin(() => Promise.reject(new Error('refused')), { keepOutbox: true }),
  ).rejects.toThrow('refused');
  server.userId = 'user-2';
  await client.changeLogin(() => Promise.resolve(true), { keepOutbox: false });
  await pass(5_000);
  expect(server.commands).toEqual([]);
});

test('[P3] a sign-up that failed moves nothing later', async () => {
  const { client, server, network, settle, pass } = createTestClient();
  client.start();
  await settle();
  network.dropConnections();
  client.openSession(createId(), null).actions.send('mine');
  await client.changeLogin(() => Promise.resolve(false), { keepOutbox: true });
  server.userId = 'user-2';
  await pass(5_000);
  expect(client.connection.getSnapshot()).toMatchObject({ status: 'live', hello: { userId: 'user-2' } });
  expect(server.commands).toEqual([]);
});

test('a page whose login another tab has changed is loaded anew, once, with its drafts kept', async () => {
  const texts = createMemoryTexts();
  const testClient = createTestClient({ texts });
  testClient.client.start();
  await testClient.settle();
  testClient.client.drafts.set('a', 'words');
  testClient.server.userId = 'user-2';
  testClient.network.dropConnections();
  await testClient.pass(250);
  expect(testClient.reloads).toBe(1);
  expect(texts.get('holdfast-draft:a')).toBe('words');
});

test('a page that is too old for the server is loaded anew, but not over and over', async () => {
  const texts = createMemoryTexts();
  const first = createTestClient({ texts });
  first.network.refusal = { code: 'upgrade-required' };
  first.client.start();
  await first.settle();
  const second = createTestClient({ texts });
  second.network.refusal = { code: 'upgrade-required' };
  second.client.start();
  await second.settle();
  expect([first.reloads, second.reloads]).toEqual([1, 0]);
  expect(second.client.connection.getSnapshot().status).toBe('upgrade-required');
});
