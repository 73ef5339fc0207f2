import { expect, test } from './fixtures.ts';
import {
  dropAll,
  dropEvery,
  flipBit,
  type FrameFault,
  reorder,
  repeatEach,
  truncate,
} from './tools/frame-faults.ts';

const faults: readonly [string, FrameFault][] = [
  ['dropped, every third', dropEvery(3)],
  ['repeated, each', repeatEach()],
  ['reordered within ten', reorder(10)],
];

for (const [what, fault] of faults) {
  test(`[D1] [D7] frames are ${what}: every word once, in order, at every moment`, async ({
    frameProxy,
    openDevice,
  }) => {
    const device = await openDevice({ origin: frameProxy.url });
    const session = await device.openTab();
    await session.begin('count to 3');
    await session.completes(3);

    frameProxy.inject(fault);
    await session.send('count to 100 at 30 per second');
    await session.completes(100, { timeoutMs: 25_000 });
    await expect(session.own).toHaveCount(2);
    expect(frameProxy.changed, 'the fault was at work').toBeGreaterThan(5);
    expect(frameProxy.connections, 'on a live socket').toBe(1);
  });
}

test('[D6] frames that vanish without a trace are missed within the next look at the position', async ({
  frameProxy,
  openDevice,
}) => {
  const device = await openDevice({ origin: frameProxy.url });
  const session = await device.openTab();
  await session.begin('count to 200 at 30 per second');
  await session.reaches(10);
  frameProxy.inject(dropAll());
  await session.completes(200);
  expect([frameProxy.changed > 0, frameProxy.connections]).toEqual([true, 1]);
});

const broken: readonly [string, FrameFault][] = [
  ['cut in half', truncate(5)],
  ['changed by a bit', flipBit(5)],
];

for (const [what, fault] of broken) {
  test(`[D2] a frame that is ${what} costs the socket, not a word`, async ({ frameProxy, openDevice }) => {
    const device = await openDevice({ origin: frameProxy.url });
    const session = await device.openTab();
    await session.begin('count to 3');
    await session.completes(3);

    frameProxy.inject(fault);
    await session.send('count to 100 at 30 per second');
    await session.completes(100, { timeoutMs: 25_000 });
    await expect(session.own).toHaveCount(2);
    expect([frameProxy.changed, frameProxy.connections]).toEqual([1, 2]);
  });
}
