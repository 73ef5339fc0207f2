import { expect, test } from 'vitest';
import { SqlFailure } from '../sandbox/sql-failure.ts';
import { WriteOrder } from './write-order.ts';

const { signal } = new AbortController();

test('writes to one sandbox wait for each other, a failed one too, and for no other sandbox', async () => {
  const order = new WriteOrder();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = order.run('a', signal, async () => {
    await gate.promise;
    done.push('a1');
    throw new Error('broken');
  });
  const second = order.run('a', signal, async () => void done.push('a2'));
  await order.run('b', signal, async () => void done.push('b1'));
  gate.resolve();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(done).toEqual(['b1', 'a1', 'a2']);
});

test('[R4] a write whose time is over before its turn comes never begins', async () => {
  const order = new WriteOrder();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const late = new AbortController();
  const first = order.run('a', signal, () => gate.promise);
  const second = order.run('a', late.signal, async () => void done.push('late'));
  const third = order.run('a', signal, async () => void done.push('third'));
  late.abort(new Error('too late'));
  gate.resolve();
  await expect(second).rejects.toThrow('too late');
  await Promise.all([first, third]);
  expect(done).toEqual(['third']);
});

test('[X56] a sandbox keeps so many writes waiting and refuses the others, until there is room again', async () => {
  const order = new WriteOrder();
  const gate = Promise.withResolvers<void>();
  const kept = Array.from({ length: 32 }, () => order.run('a', signal, () => gate.promise));
  await expect(order.run('a', signal, () => gate.promise)).rejects.toThrow(SqlFailure);
  await order.run('b', signal, async () => undefined);
  gate.resolve();
  await Promise.all(kept);
  expect(await order.run('a', signal, () => Promise.resolve('room'))).toBe('room');
});
