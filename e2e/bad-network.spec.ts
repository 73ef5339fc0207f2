import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from './fixtures.ts';
import { readLargestStep, recordCounts } from './painted-counts.ts';
import { toLimit } from './time-limit.ts';

test('[D1] [D5] a network that is cut for three seconds loses and repeats nothing, and is caught up in one step', async ({
  app,
  network,
  openDevice,
}) => {
  const far = await openDevice({ origin: network.url });
  const session = await far.openTab();
  await session.begin('count to 400 at 30 per second');
  await session.reaches(20);
  const near = await openDevice({ origin: app.url, cookies: await far.cookies() });
  const witness = await near.openTab(session);
  await witness.reaches(30);

  await recordCounts(session.page);
  await far.context.setOffline(true);
  network.cut();
  const kept = await session.count();
  await expect(session.status).toHaveText('Offline: messages will be sent when you return');
  await delay(3_000);
  expect(await session.count()).toBe(kept);

  const missed = (await witness.count()) - kept;
  network.resume();
  await far.context.setOffline(false);
  await session.reaches(kept + missed, toLimit(1_000));
  expect(await readLargestStep(session.page)).toBeGreaterThanOrEqual(missed);
  await expect(session.status).toHaveText(/^Caught up, \d+ events$/);
  await Promise.all([session.completes(400), witness.completes(400)]);
});

test('[D1] a connection that dies without a word is noticed, replaced and caught up', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 300 at 30 per second');
  await session.reaches(20);

  const before = network.accepted;
  network.strand();
  const kept = await session.count();
  await expect.poll(() => network.accepted, { timeout: 20_000 }).toBeGreaterThan(before);
  await session.reaches(kept + 60, 5_000);
  await session.completes(300, { timeoutMs: 30_000 });
});

test('[L5] [U1] a message whose acknowledgement is lost is sent again and arrives once', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);

  network.strand(['down']);
  await session.send('count to 20 at 20 per second');
  await expect(session.own.last()).toHaveAttribute('data-send-state', 'sending');
  await expect(session.own.last()).toHaveAttribute('data-send-state', 'sent', { timeout: 25_000 });
  await session.completes(20);
  await expect(session.own).toHaveCount(2);
  await expect(session.answers).toHaveCount(2);
});

test('[U1] a message that the server never hears stays unsent, and goes once when it is heard again', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);

  network.blackhole(['up']);
  await session.send('count to 20 at 20 per second');
  await expect(session.own.last()).toHaveAttribute('data-send-state', 'sending');
  await expect(session.status).toHaveText('Reconnecting…', { timeout: 25_000 });
  network.drop();
  network.resume();
  await session.completes(20);
  await expect(session.own).toHaveCount(2);
});

test('[D2] a slow line that delivers byte by byte shows the same words', async ({ network, openDevice }) => {
  network.latencyMs = 150;
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  network.sliceBytes = 1;
  await session.begin('count to 60 at 30 per second');
  await session.completes(60);
});
