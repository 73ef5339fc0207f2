import { expect, test } from 'vitest';
import { findStatusWords, QUIET_MS } from './connection-words.ts';

const words = (...args: Parameters<typeof findStatusWords>) => findStatusWords(...args)?.words;

test('says nothing while all is well', () => {
  expect(findStatusWords({ status: 'live' }, 0)).toBeUndefined();
});

test('says nothing of a short drop, and then that it reconnects', () => {
  const view = { status: 'connecting', downSinceMs: 0 } as const;
  expect([words(view, QUIET_MS - 1), words(view, QUIET_MS)]).toEqual([undefined, 'Reconnecting…']);
});

test('a server that said goodbye is restarting, from the first moment', () => {
  const view = { status: 'connecting', notice: { kind: 'restarting', retryInMs: 500 } } as const;
  expect(words(view, 0)).toBe('Server is restarting, your answer continues');
});

test('counts what was caught up', () => {
  expect([
    words({ status: 'live', caughtUpEvents: 1 }, 0),
    words({ status: 'live', caughtUpEvents: 2140 }, 0),
  ]).toEqual(['Caught up, 1 event', 'Caught up, 2,140 events']);
});

test('offers a way on where there is one', () => {
  expect([
    findStatusWords({ status: 'unauthorized' }, 0),
    findStatusWords({ status: 'upgrade-required' }, 0),
  ]).toMatchObject([{ action: 'sign-in' }, { action: 'reload' }]);
});
