import { expect, test } from 'vitest';
import type { Message } from '#lib/protocol/message.ts';
import { findAnnouncement, type Announced } from './announce.ts';

const answer = (status: Message['status'], text = '', id = 'a'): Message => ({
  id,
  parentId: null,
  siblings: [id],
  role: 'assistant',
  parts: [{ type: 'text', text }],
  status,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const quiet: Announced = { answer: undefined, connection: undefined, approvals: 0 };
const lost: Announced['connection'] = { words: 'Reconnecting…', tone: 'wait' };

test('an answer of 500 words is two announcements', () => {
  const texts = Array.from({ length: 500 }, (_, index) => 'word '.repeat(index + 1));
  const views = [quiet, ...texts.map((text) => ({ ...quiet, answer: answer('streaming', text) }))];
  views.push({ ...quiet, answer: answer('complete', texts.at(-1)) });
  const said = views.slice(1).map((view, index) => findAnnouncement(views[index] ?? quiet, view));
  expect(said.filter(Boolean)).toEqual(['Answering', 'Answer complete, 500 words']);
});

test('says how an answer ended', () => {
  const live = { ...quiet, answer: answer('streaming') };
  expect([
    findAnnouncement(live, { ...quiet, answer: answer('cancelled') }),
    findAnnouncement(live, { ...quiet, answer: answer('error') }),
    findAnnouncement(live, { ...quiet, answer: answer('complete', 'Yes.') }),
  ]).toEqual(['Stopped', 'The answer ended in an error', 'Answer complete, 1 word']);
});

test('says when the connection is lost and when it is back', () => {
  expect([
    findAnnouncement(quiet, { ...quiet, connection: lost }),
    findAnnouncement({ ...quiet, connection: lost }, quiet),
    findAnnouncement({ ...quiet, connection: { words: 'Caught up, 2 events', tone: 'calm' } }, quiet),
  ]).toEqual(['Reconnecting…', 'Reconnected', undefined]);
});

test('says that a person is asked, each time another question comes, and not when one is answered', () => {
  const asking = { ...quiet, answer: answer('streaming'), approvals: 1 };
  expect([
    findAnnouncement({ ...asking, approvals: 0 }, asking),
    findAnnouncement(asking, { ...asking, approvals: 2 }),
    findAnnouncement({ ...asking, approvals: 2 }, asking),
  ]).toEqual(['Approval needed', 'Approval needed', undefined]);
});

test('an answer that was there when the page opened is not announced', () => {
  expect(findAnnouncement(quiet, { ...quiet, answer: answer('complete', 'Long ago.') })).toBeUndefined();
});
