import { expect, test, vi } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { StallWatch } from './stall-watch.ts';

function watchFor(...timeouts: number[]) {
  const clock = new ManualClock();
  const onStall = vi.fn<() => void>();
  const watch = new StallWatch(clock, onStall);
  for (const timeoutMs of timeouts) watch.expect(timeoutMs);
  return { clock, onStall, watch };
}

test('[R7] calls once when nothing came in time', () => {
  const { clock, onStall, watch } = watchFor(60);
  clock.advance(59);
  expect([onStall.mock.calls.length, watch.stalled]).toEqual([0, false]);
  clock.advance(1_000);
  watch.expect(1);
  clock.advance(1_000);
  expect([onStall.mock.calls.length, watch.stalled, clock.pendingTimers]).toEqual([1, true, 0]);
});

test('[R7] every sign of life gives new time, with one timer at most', () => {
  const { clock, onStall, watch } = watchFor(60);
  for (let round = 0; round < 20; round++) {
    clock.advance(44);
    watch.expect(45);
    expect(clock.pendingTimers).toBe(1);
  }
  expect(onStall).not.toHaveBeenCalled();
  clock.advance(45);
  expect(onStall).toHaveBeenCalledOnce();
});

test('a shorter wait than the one that runs is kept', () => {
  const { clock, onStall } = watchFor(60, 10);
  clock.advance(10);
  expect(onStall).toHaveBeenCalledOnce();
});

test('leaves no timer when it is stopped', () => {
  const { clock, watch } = watchFor(60);
  watch.stop();
  expect(clock.pendingTimers).toBe(0);
});
