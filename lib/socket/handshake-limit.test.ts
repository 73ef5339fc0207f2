import { expect, test } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import { HandshakeLimit } from './handshake-limit.ts';

test('each network has its own count per minute', () => {
  const clock = new ManualClock();
  const limit = new HandshakeLimit({ maxPerMinute: 2, clock });
  const counts = [limit.count('a'), limit.count('a'), limit.count('a'), limit.count('b')];
  clock.advance(20_000);
  expect({ counts, a: limit.findWaitMs('a'), b: limit.findWaitMs('b') }).toEqual({
    counts: [0, 0, 60_000, 0],
    a: 40_000,
    b: 0,
  });
  clock.advance(40_000);
  expect([limit.count('a'), limit.count('a'), limit.count('a')]).toEqual([0, 0, 60_000]);
});

test('memory is bounded: of very many networks the oldest are forgotten', () => {
  const limit = new HandshakeLimit({ maxPerMinute: 1, clock: new ManualClock() });
  for (let network = 0; network <= 10_000; network++) limit.count(`network ${network}`);
  expect([limit.findWaitMs('network 0'), limit.findWaitMs('network 1')]).toEqual([0, 60_000]);
});
