import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { Drafts } from './drafts.ts';
import { createTestClient } from './testing/test-client.ts';
import { createBrowserTexts, createMemoryTexts } from './text-storage.ts';

test('a draft is kept per session and survives a reload', () => {
  const [storage, clock] = [createMemoryTexts(), new ManualClock()];
  const before = new Drafts({ storage, clock });
  before.start();
  before.set('a', 'half a thou');
  before.set('b', 'another');
  clock.advance(300);
  before.set('b', 'another one');
  before.flush();
  const after = new Drafts({ storage, clock });
  expect(after.draftOf('a').getSnapshot()).toBe('');
  after.start();
  expect([after.draftOf('a'), after.draftOf('b')].map((store) => store.getSnapshot())).toEqual([
    'half a thou',
    'another one',
  ]);
  expect(after.draftOf('a').getInitialSnapshot()).toBe('');
});

test('what was typed before the kept draft was read is not replaced by it', () => {
  const [storage, clock] = [createMemoryTexts(), new ManualClock()];
  storage.set('holdfast-draft:a', 'old');
  const drafts = new Drafts({ storage, clock });
  drafts.set('a', 'typed while loading');
  drafts.start();
  expect(drafts.draftOf('a').getSnapshot()).toBe('typed while loading');
});

test('sending empties the draft at once, and its stored copy when the outbox has the message', async () => {
  const texts = createMemoryTexts();
  const { client, clock, settle, server } = createTestClient({ texts });
  client.start();
  const sessionId = createId();
  server.createSession(sessionId);
  const { actions } = client.openSession(sessionId, null);
  client.drafts.set(sessionId, 'hello');
  clock.advance(300);
  actions.send('hello');
  expect(client.drafts.draftOf(sessionId).getSnapshot()).toBe('');
  expect(texts.get(`holdfast-draft:${sessionId}`)).toBe('hello');
  await settle();
  expect(texts.get(`holdfast-draft:${sessionId}`)).toBe(null);
});

test('sending something else, or something that is refused, leaves the draft', async () => {
  const { client, settle } = createTestClient();
  client.start();
  const { actions } = client.openSession(createId(), null);
  client.drafts.set('new', 'my own words');
  actions.send('a sample prompt');
  const blank = client.openSession(createId(), null);
  client.drafts.set(blank.sessionId, ' ');
  blank.actions.send(' ');
  await settle();
  expect(client.drafts.draftOf('new').getSnapshot()).toBe('my own words');
  expect(client.drafts.draftOf(blank.sessionId).getSnapshot()).toBe(' ');
});

test('a page that hides writes what is not written yet', () => {
  const texts = createMemoryTexts();
  const { client, page } = createTestClient({ texts });
  client.start();
  client.drafts.set('a', 'typed just now');
  page.give('hide');
  expect(texts.get('holdfast-draft:a')).toBe('typed just now');
});

test('where the browser refuses its storage, texts live as long as the page', () => {
  const texts = createBrowserTexts(() => {
    throw new Error('SecurityError');
  });
  expect(texts.get('a')).toBe(null);
  texts.set('a', 'words');
  expect(texts.get('a')).toBe('words');
  texts.set('a', null);
  expect(texts.get('a')).toBe(null);
});
