import { expect, test } from 'vitest';
import type { Clock } from '#lib/base/clock.ts';
import { PendingRequests } from './pending-requests.ts';

/** A clock whose timers may fire late, as on a device that slept. */
class SleepyClock implements Clock {
  nowMs = 0;
  due: { delayMs: number; run: () => void }[] = [];

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, run: () => void) {
    const timer = { delayMs, run };
    this.due.push(timer);
    return () => {
      this.due = this.due.filter((other) => other !== timer);
    };
  }

  fire(afterMs: number): void {
    this.nowMs += afterMs;
    for (const { run } of this.due.splice(0)) run();
  }
}

test('an answer that a sleeping device has not read yet is waited for a little longer', () => {
  const clock = new SleepyClock();
  const [overdue, answers] = [[] as string[], [] as unknown[]];
  const pending = new PendingRequests({ clock, onOverdue: () => overdue.push('overdue') });
  const settle = pending.add(7_000, (ack) => answers.push(ack));
  clock.fire(300_000);
  expect({ overdue, answers }).toEqual({ overdue: [], answers: [] });
  settle('the answer');
  expect({ overdue, answers, due: clock.due }).toEqual({ overdue: [], answers: ['the answer'], due: [] });
});

test('after that it is lost', () => {
  const clock = new SleepyClock();
  const [overdue, answers] = [[] as string[], [] as unknown[]];
  const pending = new PendingRequests({ clock, onOverdue: () => overdue.push('overdue') });
  pending.add(7_000, (ack) => answers.push(ack));
  clock.fire(300_000);
  expect(clock.due.map(({ delayMs }) => delayMs)).toEqual([2_500]);
  clock.fire(300_000);
  expect({ overdue, answers }).toEqual({ overdue: ['overdue'], answers: ['lost'] });
});
