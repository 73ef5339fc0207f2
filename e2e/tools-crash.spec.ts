import { expect, test as base } from './fixtures.ts';
import { ToolView } from './tool-view.ts';
import { forgetServers, OutsideMcp, runMcpCommand } from './tools/outside-mcp.ts';
import { SandboxDatabase } from './tools/sandbox-database.ts';
import { waitUntil } from './tools/wait-until.ts';

/** A tool that counts how often it was used. Its server is told what to answer, or nothing at all. */
const test = base.extend<{ bell: OutsideMcp }>({
  bell: async ({ mortalApp }, provide) => {
    const bell = new OutsideMcp([
      { name: 'ring', description: 'Rings the bell of the pier, once.', inputSchema: { type: 'object' } },
    ]);
    await bell.start();
    // A server that starts asks which servers are declared; one that runs, only every few seconds.
    await mortalApp.kill();
    await runMcpCommand(mortalApp, 'add', 'pier', bell.url, '--allow-local');
    await mortalApp.start();
    await provide(bell);
    await forgetServers(mortalApp);
    bell.stop();
  },
});

test('[A3] [R4] kill -9 while a person is asked: the question is still there, and the answer goes on from it', async ({
  mortalApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: mortalApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.begin('migrate add_piers: create table public.piers (id integer primary key)');
  await view.asks();
  await mortalApp.kill();
  await expect(view.session.status).toHaveText('Reconnecting…');
  await expect(view.questions).toBeVisible();
  await mortalApp.start();
  await expect(view.session.status).toHaveCount(0);

  await view.press('Approve');
  await view.completes('output-available');
  await view.session.page.reload();
  await view.completes('output-available');
  await expect(view.session.answers).toHaveCount(1);
  const sandbox = new SandboxDatabase(mortalApp, view.session);
  expect(await sandbox.migrations()).toEqual(['add_piers']);
});

test('[A2] [L5] an answer that is given while the server is down counts when it is back, once', async ({
  mortalApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: mortalApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.begin('migrate add_piers: create table public.piers (id integer primary key)');
  await view.asks();
  await mortalApp.kill();
  await view.press('Approve');
  await expect(view.questions).toContainText('Deciding…');
  await mortalApp.start();
  await view.completes('output-available');
  await expect(view.calls).toContainText('Allowed by you');
  const sandbox = new SandboxDatabase(mortalApp, view.session);
  expect(await sandbox.migrations()).toEqual(['add_piers']);
});

test('[R4] kill -9 while a tool reads: it reads again, and nobody is asked', async ({
  mortalApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: mortalApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.begin("run SQL: select 'all quiet' as report from pg_sleep(2)");
  await expect(view.calls).toHaveAttribute('data-tool-state', 'running');
  await mortalApp.kill();
  await mortalApp.start();
  await view.completes('output-available');
  await expect(view.session.answers).toContainText('all quiet');
  await expect(view.session.answers).toHaveCount(1);
});

test('[R4] [I14] kill -9 while a tool writes: it is not written again unless a person says so', async ({
  mortalApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: mortalApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.begin('run SQL: create table public.slow as select 1 as row from pg_sleep(2)');
  await expect(view.calls).toHaveAttribute('data-tool-state', 'running');
  await mortalApp.kill();
  await mortalApp.start();
  await view.asks();
  await expect(view.questions).toContainText('It may have done its work already');
  await expect(view.questions.getByRole('button', { name: 'Always in this session' })).toHaveCount(0);
  await view.press('Don’t run it again');
  await view.completes('output-error');
  await expect(view.calls).toContainText('a person chose not to run it again');
  await expect(view.session.answers).toContainText('1 ended without anyone knowing how');
});

test('[R4] [I14] kill -9 after a tool did its work, before anyone knew: a person says whether it runs again', async ({
  mortalApp,
  bell,
  openDevice,
}) => {
  const device = await openDevice({ origin: mortalApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.begin('count to 3');
  await view.session.completes(3);
  for (const [answer, state, rings] of [
    ['Don’t run it again', 'output-error', 1],
    ['Run it again', 'output-available', 3],
  ] as const) {
    const before = bell.calls.length;
    bell.onCall = () => new Promise(() => {});
    await view.session.send('call pier__ring with {}');
    await view.asks();
    await view.press('Approve');
    await waitUntil(() => bell.calls.length === before + 1, 'the bell has rung');
    await mortalApp.kill();
    bell.onCall = () => 'Ding.';
    await mortalApp.start();

    await view.asks();
    expect(bell.calls).toHaveLength(before + 1);
    await view.press(answer);
    await view.completes(state);
    expect(bell.calls).toHaveLength(rings);
  }
  await expect(view.session.answers).toHaveCount(3);
});
