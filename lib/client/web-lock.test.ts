import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { createPageLock, type TabLock } from './tab-lock.ts';
import { createWebLock } from './web-lock.ts';

const turns = async () => {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const kinds: [string, () => TabLock][] = [
  ['over Web Locks', () => createWebLock({ locks: navigator.locks, clock: new ManualClock() })],
  ['within a page', createPageLock],
];

test.each(kinds)('%s one piece of work runs at a time, also after one that failed', async (_, createLock) => {
  const lock = createLock();
  const name = createId();
  const log: string[] = [];
  const work = (label: string) => async () => {
    log.push(`start ${label}`);
    await turns();
    log.push(`end ${label}`);
    if (label === 'a') throw new Error('failed');
  };
  const first = lock.run(name, work('a'));
  const second = lock.run(name, work('b'));
  await expect(first).rejects.toThrow('failed');
  await second;
  expect(log).toEqual(['start a', 'end a', 'start b', 'end b']);
});

test('a lock that a frozen tab holds is taken from it after 20 s', async () => {
  const clock = new ManualClock();
  const lock = createWebLock({ locks: navigator.locks, clock });
  const name = createId();
  void lock.run(name, () => new Promise(() => {})).catch(() => {});
  await turns();
  const log: string[] = [];
  const waiting = lock.run(name, async () => void log.push('ran'));
  await turns();
  clock.advance(19_999);
  await turns();
  expect(log).toEqual([]);
  clock.advance(1);
  await waiting;
  expect(log).toEqual(['ran']);
});
