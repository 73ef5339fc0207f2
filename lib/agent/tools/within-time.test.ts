import { expect, test } from 'vitest';
import { withinTime } from './within-time.ts';

test('work gives what it gives, and throws what it throws', () => {
  expect(withinTime(1_000, () => ({ a: 1 }))).toEqual({ a: 1 });
  expect(() =>
    withinTime(1_000, () => {
      throw new TypeError('broken');
    }),
  ).toThrow(TypeError);
});

test('work without end is ended, and what comes after it runs', () => {
  let rounds = 0;
  const spin = (): never => {
    for (;;) rounds += 1;
  };
  expect(() => withinTime(20, spin)).toThrow('timed out');
  expect([rounds > 0, withinTime(1_000, () => 'next')]).toEqual([true, 'next']);
});
