import fc from 'fast-check';
import { indexedDB } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { textOf } from '#lib/state/selectors.ts';
import type { OpenSession } from './open-session.ts';
import { withMemoryFallback } from './fallback-storage.ts';
import { createIndexedDbStorage } from './indexed-db-storage.ts';
import { createPageLock } from './tab-lock.ts';
import { FakeNetwork } from './testing/fake-network.ts';
import { createTabChannels } from './testing/tab-channels.ts';
import { createTestClient, type TestClient } from './testing/test-client.ts';

beforeEach(() => vi.stubGlobal('indexedDB', indexedDB));

/** A browser whose tabs share an IndexedDB, locks and a channel, with one session on the server. */
function createBrowser() {
  const database = `outbox-${createId()}`;
  const lock = createPageLock();
  const createChannel = createTabChannels();
  const first = createTestClient();
  const { server, network, clock } = first;
  const sessionId = createId();
  server.createSession(sessionId);
  const openTab = (tabNetwork = network): Tab => {
    const outboxStorage = withMemoryFallback(createIndexedDbStorage(database));
    const tab = createTestClient({
      network: tabNetwork,
      server,
      clock,
      lock,
      outboxStorage,
      channel: createChannel(),
    });
    const session = tab.client.openSession(sessionId, null);
    const release = session.retain();
    const stop = tab.client.start();
    return { ...tab, session, close: () => (release(), stop()) };
  };
  const messages = () => [...server.fold(sessionId).messages.values()].map(textOf);
  const sentTexts = () =>
    server.commands.map((command) => (command.type === 'send-message' ? textOf(command) : ''));
  return { server, network, clock, sessionId, openTab, messages, sentTexts, settle: first.settle };
}

type Tab = TestClient & { session: OpenSession; close: () => void };

const bubbles = ({ session }: Tab) =>
  session.store.getSnapshot().pending.map(({ text, status }) => ({ text, status }));

test('[U2] the outbox survives a reload', async () => {
  const { network, openTab, messages, settle } = createBrowser();
  network.isReachable = false;
  const before = openTab();
  for (const text of ['one', 'two', 'three']) before.session.actions.send(text);
  await before.settle();
  before.close();
  const after = openTab();
  await after.settle();
  expect(bubbles(after)).toEqual(['one', 'two', 'three'].map((text) => ({ text, status: 'waiting' })));
  network.isReachable = true;
  await after.pass(5_000);
  await settle();
  expect(messages()).toEqual(['one', 'two', 'three']);
  expect(bubbles(after)).toEqual([]);
});

test('[U2] a reload between send and ack does not send a second message', async () => {
  const { server, openTab, messages, sentTexts } = createBrowser();
  const before = openTab();
  await before.settle();
  server.intercept = (name) => (name === 'command' ? 'silent' : undefined);
  before.session.actions.send('one');
  await before.settle();
  before.close();
  server.intercept = () => undefined;
  const after = openTab();
  await after.settle();
  expect(sentTexts()).toEqual(['one', 'one']);
  expect(new Set(server.commands.map(({ commandId }) => commandId)).size).toBe(1);
  expect(messages()).toEqual(['one']);
});

test('[U2] what was acked is not sent again after a reload', async () => {
  const { openTab, sentTexts } = createBrowser();
  const before = openTab();
  before.session.actions.send('one');
  await before.settle();
  before.close();
  const after = openTab();
  await after.settle();
  expect(sentTexts()).toEqual(['one']);
});

test('a tab without a connection learns what came of the command that another tab sent', async () => {
  const { openTab, sessionId } = createBrowser();
  const offline = openTab(new FakeNetwork());
  const online = openTab();
  await online.settle();
  const answer = offline.client.sessionListActions.rename(sessionId, 'Kelp');
  await online.settle();
  expect(await answer).toMatchObject({ ok: true });
});

test('[U1] a failed message is still failed after a reload', async () => {
  const { server, openTab } = createBrowser();
  server.intercept = (name, _, peer) => {
    if (name !== 'command') return undefined;
    peer.close();
    return 'silent';
  };
  const before = openTab();
  before.session.actions.send('poison');
  for (let second = 0; second < 10; second++) await before.pass(1_000);
  expect(bubbles(before)).toEqual([{ text: 'poison', status: 'failed' }]);
  before.close();
  const after = openTab();
  await after.settle();
  expect(bubbles(after)).toEqual([{ text: 'poison', status: 'failed' }]);
  expect(server.commands).toHaveLength(2);
});

test('[U2] tabs of one browser show the same bubbles, and one of them sends', async () => {
  const { network, openTab, messages, sentTexts, settle } = createBrowser();
  network.isReachable = false;
  const tabs = [openTab(), openTab()] as const;
  tabs[0].session.actions.send('one');
  await settle();
  tabs[1].session.actions.send('two');
  await settle();
  const expected = ['one', 'two'].map((text) => ({ text, status: 'waiting' }));
  expect(tabs.map(bubbles)).toEqual([expected, expected]);
  network.isReachable = true;
  await tabs[0].pass(5_000);
  await tabs[1].settle();
  expect(sentTexts()).toEqual(['one', 'two']);
  expect(messages()).toEqual(['one', 'two']);
  expect(tabs.map(bubbles)).toEqual([[], []]);
});

test('[U2] in whatever order tabs send, lose connections and reload, each message arrives once and in order', async () => {
  let inOrder = 0;
  const move = fc.oneof(
    { weight: 5, arbitrary: fc.record({ kind: fc.constant('send' as const), tab: fc.nat(1) }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('reload' as const), tab: fc.nat(1) }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('disconnect' as const, 'settle' as const) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('deliver' as const), frames: fc.integer({ min: 1, max: 9 }) }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 25, size: 'max' }), async (moves) => {
      const { network, clock, openTab, messages } = createBrowser();
      const tabs: [Tab, Tab] = [openTab(), openTab()];
      const sent: string[] = [];
      let wasGivenUp = false;
      const turn = () => new Promise((resolve) => setImmediate(resolve));
      for (const step of moves) {
        const index = 'tab' in step && step.tab === 1 ? 1 : 0;
        if (step.kind === 'send') {
          sent.push(`message ${sent.length}`);
          tabs[index].session.actions.send(`message ${sent.length - 1}`);
          // Stored is sent: what a tab had no time to store goes with it.
          for (let count = 0; count < 12; count++) await turn();
        } else if (step.kind === 'reload') {
          tabs[index].close();
          tabs[index] = openTab();
        } else if (step.kind === 'deliver') {
          for (let count = 0; count < step.frames; count++) network.deliver(0);
        } else if (step.kind === 'disconnect') {
          network.dropConnections();
          clock.advance(250);
        } else {
          await tabs[0].settle();
        }
        await turn();
      }
      for (let second = 0; second < 12; second++) {
        for (const tab of tabs) {
          for (const message of tab.session.store.getSnapshot().pending) {
            if (message.status !== 'failed') continue;
            wasGivenUp = true;
            tab.session.actions.retry(message.messageId);
          }
        }
        await tabs[0].pass(3_000);
      }
      for (const tab of tabs) tab.frames.paint();
      expect(messages().toSorted()).toEqual(sent.toSorted());
      expect(tabs.map(bubbles)).toEqual([[], []]);
      // Only a message that was given up for a while may come later than the next one.
      if (!wasGivenUp) expect(messages()).toEqual(sent);
      if (!wasGivenUp && sent.length > 2) inOrder += 1;
      for (const tab of tabs) tab.close();
    }),
    { numRuns: 100 },
  );
  expect(inOrder).toBeGreaterThan(20);
});
