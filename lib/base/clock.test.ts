import { expect, test } from 'vitest';
import { ManualClock, sleep, systemClock } from './clock.ts';

test('a manual clock stands still until it is told to move', () => {
  const clock = new ManualClock(1_000);
  expect(clock.now()).toBe(1_000);
  clock.advance(250);
  expect(clock.now()).toBe(1_250);
});

test('timers run in order of their time, then of their making, each at its own time', () => {
  const clock = new ManualClock();
  const ran: string[] = [];
  const note = (name: string) => () => ran.push(`${name}@${clock.now()}`);
  clock.after(30, note('late'));
  clock.after(10, note('first'));
  clock.after(10, note('second'));
  clock.after(-5, note('at once'));
  clock.advance(29);
  expect(ran).toEqual(['at once@0', 'first@10', 'second@10']);
  clock.advance(1);
  expect(ran.at(-1)).toBe('late@30');
  expect(clock.pendingTimers).toBe(0);
});

test('a timer made by a timer runs within the same advance when it is due', () => {
  const clock = new ManualClock();
  const ran: number[] = [];
  const tick = () => {
    ran.push(clock.now());
    clock.after(10, tick);
  };
  clock.after(10, tick);
  clock.advance(35);
  expect({ ran, now: clock.now(), pending: clock.pendingTimers }).toEqual({
    ran: [10, 20, 30],
    now: 35,
    pending: 1,
  });
});

test('a cancelled timer never runs, also when another timer cancels it', () => {
  const clock = new ManualClock();
  const ran: string[] = [];
  const cancel = clock.after(10, () => ran.push('cancelled'));
  clock.after(5, cancel);
  const cancelAtOnce = clock.after(1, () => ran.push('cancelled at once'));
  cancelAtOnce();
  clock.advance(100);
  expect(ran).toEqual([]);
});

test('sleep ends when its time has come, not before', async () => {
  const clock = new ManualClock();
  let awake = false;
  const sleeping = sleep(clock, 100).then(() => (awake = true));
  clock.advance(99);
  await Promise.resolve();
  expect(awake).toBe(false);
  clock.advance(1);
  await sleeping;
  expect(awake).toBe(true);
});

test('sleep ends early when aborted, and leaves neither timer nor listener', async () => {
  const clock = new ManualClock();
  const abort = new AbortController();
  const removed: string[] = [];
  const remove = abort.signal.removeEventListener.bind(abort.signal);
  abort.signal.removeEventListener = (type: string, listener: EventListener) => {
    removed.push(type);
    remove(type, listener);
  };
  const sleeping = sleep(clock, 100, abort.signal);
  abort.abort();
  await sleeping;
  expect({ pending: clock.pendingTimers, removed }).toEqual({ pending: 0, removed: ['abort'] });
  await sleep(clock, 100, abort.signal);
  expect(clock.pendingTimers).toBe(0);
});

test('the system clock tells real time, and its timers can be cancelled', async () => {
  const before = Date.now();
  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  const ran: string[] = [];
  await new Promise<void>((resolve) => {
    const cancel = systemClock.after(0, () => ran.push('cancelled'));
    systemClock.after(1, () => {
      ran.push('kept');
      resolve();
    });
    cancel();
  });
  expect(ran).toEqual(['kept']);
});
