import { expect, test } from 'vitest';
import { Slots } from './slots.ts';

test('so many at a time, in the order in which they ask; who leaves the queue takes no slot', async () => {
  const slots = new Slots(1);
  const never = new AbortController().signal;
  const order: string[] = [];
  const first = await slots.take(never);
  const leaving = new AbortController();
  const left = slots.take(leaving.signal).then((give) => order.push(give ? 'left: served' : 'left: gone'));
  const second = slots.take(never).then((give) => {
    order.push('second');
    return give;
  });
  leaving.abort();
  await left;
  first?.();
  first?.();
  const third = slots.take(never).then((give) => {
    order.push('third');
    return give;
  });
  (await second)?.();
  (await third)?.();
  expect(order).toEqual(['left: gone', 'second', 'third']);
});
