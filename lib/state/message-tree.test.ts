import { expect, test } from 'vitest';
import type { EventBody } from '#lib/protocol/event.ts';
import { branchTo } from './message-tree.ts';
import { reduce } from './reduce.ts';
import { createSessionState } from './session-state.ts';
import { numberEvents } from './testing/number-events.ts';

const add = (id: string, parentId: string | null): EventBody => ({
  type: 'message-add',
  message: { id, parentId, role: 'user', parts: [] },
});
const fold = (...bodies: EventBody[]) => reduce(createSessionState('s'), numberEvents(bodies));
const ids = (messages: { id: string }[]) => messages.map((message) => message.id);

// a ─ b ─ c        d is an edit of b, f a second root
//   └ d ─ e   f
const tree = fold(add('a', null), add('b', 'a'), add('c', 'b'), add('d', 'a'), add('e', 'd'), add('f', null));

test('siblings know each other, oldest first, and stay in log order', () => {
  expect([...tree.messages.values()].map(({ id, siblings }) => [id, siblings])).toEqual([
    ['a', ['a', 'f']],
    ['b', ['b', 'd']],
    ['c', ['c']],
    ['d', ['b', 'd']],
    ['e', ['e']],
    ['f', ['a', 'f']],
  ]);
});

test('the newest message is the tip, whichever branch it joined', () => {
  expect(tree.tipId).toBe('f');
  const next = reduce(tree, numberEvents([add('g', 'c')], tree.seq + 1));
  expect([next.tipId, ids(branchTo(next, next.tipId))]).toEqual(['g', ['a', 'b', 'c', 'g']]);
});

test.each([
  ['c', ['a', 'b', 'c']],
  ['e', ['a', 'd', 'e']],
  ['f', ['f']],
  [null, []],
  ['unknown', []],
])('the branch to %s is %j', (tipId, branch) => {
  expect(ids(branchTo(tree, tipId))).toEqual(branch);
});

test('a branch ends where the loaded window does', () => {
  expect(ids(branchTo(fold(add('y', 'not loaded'), add('z', 'y')), 'z'))).toEqual(['y', 'z']);
});
