import { expect, test } from 'vitest';
import { followRun, isOutOfTouch, toNextPollMs, type FollowedRun } from './follow-run.ts';

type Reply = { run: { revision: number; status: string } };

const at = (revision: number, status = 'running') => ({ run: { revision, status } });
const start: FollowedRun<Reply> = { reply: at(4), failures: 0, isGone: false };

test('what is newer is shown, what is older never again', () => {
  const newer = followRun(start, { kind: 'fresh', reply: at(7) });
  expect(newer).toEqual({ reply: at(7), failures: 0, isGone: false });
  expect(followRun(newer, { kind: 'fresh', reply: at(5) })).toEqual(newer);
});

test('nothing new renders nothing', () => {
  expect(followRun(start, { kind: 'same' })).toBe(start);
});

test('a server that does not answer is asked less and less often, and what it said stays', () => {
  let followed = start;
  const waits: unknown[] = [];
  for (let count = 0; count < 5; count += 1) {
    followed = followRun(followed, { kind: 'failed' });
    waits.push([toNextPollMs(followed), isOutOfTouch(followed)]);
  }
  expect(waits).toEqual([
    [2_000, false],
    [4_000, true],
    [8_000, true],
    [8_000, true],
    [8_000, true],
  ]);
  expect(followed.reply).toBe(start.reply);
  const back = followRun(followed, { kind: 'same' });
  expect([toNextPollMs(back), isOutOfTouch(back)]).toEqual([1_000, false]);
});

test('nobody asks after the end, or after what is gone', () => {
  const done = followRun(start, { kind: 'fresh', reply: at(9, 'done') });
  const gone = followRun(start, { kind: 'gone' });
  expect([toNextPollMs(done), toNextPollMs(gone), isOutOfTouch(gone)]).toEqual([undefined, undefined, false]);
});
