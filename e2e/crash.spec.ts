import { expect, test } from './fixtures.ts';
import { withServers } from './servers.ts';
import { stopEmbeddedPostgres } from './tools/postgres.ts';

const families = [
  ['goes on where it is told to', /Coral/],
  ['repeats itself when asked to go on', /Kelp/],
] as const;

for (const [habit, name] of families) {
  test(`[R3] [R4] [R1] kill -9 in the middle of an answer, a model that ${habit}: one answer, the exact text`, async ({
    mortalApp,
    openDevice,
  }) => {
    const device = await openDevice({ origin: mortalApp.url });
    const session = await device.openTab();
    await session.chooseModel(name);
    await session.begin('count to 180 at 30 per second');
    await session.reaches(40);

    await mortalApp.kill();
    const kept = await session.count();
    await expect(session.status).toHaveText('Reconnecting…');
    expect(await session.count(), 'what was written stays').toBe(kept);
    await mortalApp.start();

    await session.reaches(kept + 30);
    await session.completes(180);
    await expect(session.answers).toHaveCount(1);
    await session.page.reload();
    await session.completes(180);
  });
}

test('[R6] SIGTERM ends no answer: people are told, and the next start goes on', async ({
  mortalApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: mortalApp.url });
  const session = await device.openTab();
  await session.begin('count to 180 at 30 per second');
  await session.reaches(40);

  await mortalApp.terminate();
  await expect(session.status).toHaveText('Server is restarting, your answer continues');
  await mortalApp.start();

  await session.completes(180);
  await expect(session.answers).toHaveCount(1);
  await expect(session.status).toHaveCount(0);
});

test('[C2] Stop while the server is down is not forgotten', async ({ mortalApp, openDevice }) => {
  const device = await openDevice({ origin: mortalApp.url });
  const session = await device.openTab();
  await session.begin('count to 3000 at 30 per second');
  await session.reaches(20);

  await mortalApp.kill();
  await session.stopButton.click();
  await mortalApp.start();
  await expect(session.answers).toHaveAttribute('data-phase', 'stopped');
  expect(await session.count()).toBeGreaterThanOrEqual(20);
});

test('[R3] Postgres crashes and later restarts in the middle of an answer: it goes on, word for word', async ({
  openDevice,
}) => {
  await withServers({ embedded: true }, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    const device = await openDevice({ origin: app.url });
    const session = await device.openTab();
    await session.begin('count to 300 at 30 per second');
    await session.reaches(40);
    for (const how of ['immediate', 'fast'] as const) {
      await stopEmbeddedPostgres(app.dataDir, how);
      await session.reaches((await session.count()) + 40);
    }
    await session.completes(300);
    await session.page.reload();
    await session.completes(300);
    await expect(session.answers).toHaveCount(1);
  });
});
