import type { Device, DeviceOptions } from './device.ts';
import { expect, test } from './fixtures.ts';
import { ToolView } from './tool-view.ts';
import { SandboxDatabase } from './tools/sandbox-database.ts';
import type { TcpProxy } from './tools/tcp-proxy.ts';

const SEED = 'run SQL: create table public.piers (id integer primary key)';

test('[A2] [A3] a question is on every device, is answered on one, and both see by whom', async ({
  app,
  device,
  openDevice,
}) => {
  const desk = new ToolView(await device.openTab());
  await desk.session.begin('migrate add_moorings: create table public.moorings (id integer primary key)');
  await desk.asks();
  await expect(desk.session.announcer).toHaveText('Approval needed');
  const phone = await openDevice({ origin: app.url, cookies: await device.cookies() });
  const pocket = new ToolView(await phone.openTab(desk.session));
  await pocket.asks();
  for (const { questions } of [desk, pocket]) {
    await expect(questions).toContainText('This tool changes things, so a person decides.');
    await expect(questions).toContainText('create table public.moorings (id integer primary key)');
  }

  await pocket.press('Approve');
  for (const view of [desk, pocket]) {
    await view.completes('output-available');
    await expect(view.calls).toContainText('Allowed by you');
    await expect(view.questions).toHaveCount(0);
  }
  const sandbox = new SandboxDatabase(app, desk.session);
  expect(await sandbox.migrations()).toEqual(['add_moorings']);
  expect(await sandbox.countRows('public.moorings')).toBe(0);
  await desk.session.page.reload();
  await desk.completes('output-available');
  await expect(desk.calls).toContainText('Allowed by you');
});

test('[A3] what is denied with a reason does not run, and the answer goes on without it', async ({
  app,
  device,
}) => {
  const view = new ToolView(await device.openTab());
  await view.session.begin(SEED);
  await view.completes('output-available');
  await view.session.send('migrate drop_piers: drop table public.piers');
  await view.asks();
  await view.press('Add a reason');
  await view.questions.getByLabel('Reason, for the agent and everyone here').fill('boats lie there');
  await view.press('Deny');

  await view.completes('output-denied');
  await expect(view.calls.last()).toContainText('Denied by you: “boats lie there”');
  await expect(view.session.answers.last()).toContainText('1 was not allowed, and I have not tried it again');
  await expect(view.session.answers.last()).toContainText('boats lie there');
  const sandbox = new SandboxDatabase(app, view.session);
  expect(await sandbox.countRows('public.piers')).toBe(0);
  expect(await sandbox.migrations()).toEqual([]);
});

test('[A2] of two devices that decide at once one wins, and the other is told', async ({
  device,
  network,
  openDevice,
}) => {
  const near = new ToolView(await device.openTab());
  await near.session.begin('migrate add_buoys: create table public.buoys (id integer primary key)');
  await near.asks();
  const far = await openFar(near, { device, network, openDevice });

  // What is decided here is still on its way there.
  network.blackhole(['down']);
  await near.press('Approve');
  await near.completes('output-available');
  await far.press('Deny');
  await expect(far.questions).toContainText('Deciding…');
  network.resume();

  await expect(far.toasts).toContainText('Your answer came too late');
  await expect(far.toasts).toContainText('approved it already');
  for (const view of [near, far]) {
    await view.completes('output-available');
    await expect(view.calls).toContainText('Allowed by you');
  }
  await expect(near.toasts).toHaveCount(0);
});

test('[C3] [A3] Stop on one device, Approve on another: stopped, and the tool has not run', async ({
  app,
  device,
  network,
  openDevice,
}) => {
  const near = new ToolView(await device.openTab());
  await near.session.begin(SEED);
  await near.completes('output-available');
  await near.session.send('migrate drop_piers: drop table public.piers');
  await near.asks();
  const far = await openFar(near, { device, network, openDevice });

  network.blackhole(['down']);
  await near.session.stopButton.click();
  await expect(near.session.answers.last()).toHaveAttribute('data-phase', 'stopped');
  await far.press('Approve');
  network.resume();

  await expect(far.toasts).toContainText('Your answer came too late');
  for (const { session, questions } of [near, far]) {
    await expect(session.answers.last()).toHaveAttribute('data-phase', 'stopped');
    await expect(questions).toHaveCount(0);
  }
  expect(await new SandboxDatabase(app, near.session).countRows('public.piers')).toBe(0);
});

interface FarFixtures {
  device: Device;
  network: TcpProxy;
  openDevice: (options: DeviceOptions) => Promise<Device>;
}

/** Another device of the same person, in the same session, behind a network that a test can hold up. */
async function openFar(near: ToolView, { device, network, openDevice }: FarFixtures): Promise<ToolView> {
  const phone = await openDevice({ origin: network.url, cookies: await device.cookies() });
  const far = new ToolView(await phone.openTab(near.session));
  await far.asks();
  return far;
}
