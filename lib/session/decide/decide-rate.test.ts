import { expect, test } from 'vitest';
import { createId } from '#lib/base/ids.ts';
import { createControl, createFacts, refusalOf } from '../testing/control-fixture.ts';
import { alice } from '../testing/log-fixture.ts';
import { decideMarkRead } from './decide-mark-read.ts';
import { decideRate } from './decide-rate.ts';

const messageId = createId();
const answer = { messageId, parentId: createId(), role: 'assistant' as const, status: 'complete' as const };
const rate = { type: 'rate-message' as const, commandId: createId(), sessionId: createId(), messageId };

test.each([1, -1, 0] as const)('a rating of %d is an event', (value) => {
  expect(decideRate(createControl({ messages: [answer] }), { ...rate, value }, alice)).toEqual({
    events: [{ type: 'message-rate', messageId, value, actor: alice }],
    reply: undefined,
  });
});

test('a note goes with it', () => {
  const command = { ...rate, value: -1 as const, note: 'wrong' };
  expect(decideRate(createControl({ messages: [answer] }), command, alice).events).toEqual([
    { type: 'message-rate', messageId, value: -1, note: 'wrong', actor: alice },
  ]);
});

test('[X22] a message of another session is not found, and one’s own message is no answer', () => {
  const command = { ...rate, value: 1 as const };
  const own = createControl({ messages: [{ ...answer, role: 'user' }] });
  expect(refusalOf(() => decideRate(createControl(), command, alice))).toBe('not-found');
  expect(refusalOf(() => decideRate(own, command, alice))).toBe('invalid-input');
});

test.each([
  [0, 0],
  [5, 5],
  [9, 9],
  [10, 9],
])('a read mark at %d of a log of nine stands at %d, and is no event', (seq, at) => {
  const control = createControl({ session: createFacts({ lastSeq: 9 }), role: 'viewer' });
  expect(decideMarkRead(control, { userId: 'alice', seq })).toEqual({
    events: [],
    readMark: { userId: 'alice', seq: at },
    reply: undefined,
  });
});
