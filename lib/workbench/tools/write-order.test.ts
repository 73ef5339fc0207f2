import { expect, test } from 'vitest';
import { WriteOrder } from './write-order.ts';

test('writes to one sandbox wait for each other, a failed one too, and for no other sandbox', async () => {
  const order = new WriteOrder();
  const done: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = order.run('a', async () => {
    await gate.promise;
    done.push('a1');
    throw new Error('broken');
  });
  const second = order.run('a', async () => void done.push('a2'));
  await order.run('b', async () => void done.push('b1'));
  gate.resolve();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(done).toEqual(['b1', 'a1', 'a2']);
});
