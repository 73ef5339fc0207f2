import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { refuse } from './testing/scripted-server.ts';
import { createTestClient } from './testing/test-client.ts';

async function openSession() {
  const testClient = createTestClient();
  const sessionId = createId();
  testClient.server.createSession(sessionId);
  const { actions, retain } = testClient.client.openSession(sessionId, null);
  retain();
  testClient.client.start();
  await testClient.settle();
  const marks = () =>
    testClient.server.commands.map((command) => (command.type === 'mark-read' ? command.seq : command.type));
  return { ...testClient, sessionId, actions, marks };
}

test('what was seen is told once a second at most, and once', async () => {
  const { server, sessionId, actions, marks, pass, settle } = await openSession();
  actions.markRead();
  server.append(sessionId, { type: 'session-rename', title: 'Kelp' });
  await settle();
  actions.markRead();
  await pass(999);
  expect(marks()).toEqual([]);
  await pass(1);
  actions.markRead();
  await pass(5_000);
  expect(marks()).toEqual([2]);
});

test('a hidden page has seen nothing until it is shown', async () => {
  const { actions, marks, pass, page } = await openSession();
  page.visible = false;
  actions.markRead();
  await pass(2_000);
  expect(marks()).toEqual([]);
  page.visible = true;
  page.give('wake');
  await pass(1_000);
  expect(marks()).toEqual([1]);
});

test('a mark that did not arrive is made again with the next one', async () => {
  const { server, actions, marks, pass } = await openSession();
  server.intercept = (name) => (name === 'command' ? refuse('busy') : undefined);
  actions.markRead();
  await pass(1_000);
  actions.markRead();
  await pass(1_000);
  expect(marks()).toEqual([1, 1]);
});
