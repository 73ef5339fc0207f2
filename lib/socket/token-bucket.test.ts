import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { TokenBucket } from './token-bucket.ts';

function take(bucket: TokenBucket, times: number): number[] {
  return Array.from({ length: times }, () => bucket.take());
}

test('a burst is there at once, then one token per interval', () => {
  const clock = new ManualClock(1_000_000);
  const bucket = new TokenBucket({ burst: 3, perSecond: 4, clock });
  expect(take(bucket, 5)).toEqual([0, 0, 0, 250, 250]);
  clock.advance(249);
  expect(take(bucket, 1)).toEqual([1]);
  clock.advance(1);
  expect(take(bucket, 2)).toEqual([0, 250]);
});

test('waiting long fills the bucket, and never beyond its burst', () => {
  const clock = new ManualClock();
  const bucket = new TokenBucket({ burst: 2, perSecond: 1, clock });
  take(bucket, 2);
  clock.advance(1_000_000);
  expect(take(bucket, 3)).toEqual([0, 0, 1000]);
});

test('a clock that is set back neither opens the bucket nor closes it for long', () => {
  let nowMs = 10_000;
  const clock = { now: () => nowMs, after: () => () => undefined };
  const bucket = new TokenBucket({ burst: 1, perSecond: 1, clock });
  take(bucket, 1);
  nowMs = 1_000;
  expect(take(bucket, 1)).toEqual([1000]);
});
