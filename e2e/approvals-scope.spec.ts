import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ToolView } from './tool-view.ts';
import { SandboxDatabase } from './tools/sandbox-database.ts';

test('[A3] what is allowed for the session is not asked again, and a migration still is', async ({
  app,
  device,
}) => {
  const view = new ToolView(await device.openTab());
  const { session } = view;
  await session.begin('run SQL: create table public.piers (id integer primary key)');
  await view.completes('output-available');
  // From here on the session has read what others wrote: the result of its own statement.
  await session.send('run SQL: insert into public.piers values (1)');
  await view.asks();
  await expect(view.questions).toContainText('The agent has read text that came from outside');
  await view.press('Always in this session');
  await view.completes('output-available');
  await expect(view.calls.last()).toContainText('Allowed by you for this whole session');

  await session.send('run SQL: insert into public.piers values (2)');
  await expect(session.answers).toHaveCount(3);
  await view.completes('output-available');

  await session.send('migrate drop_piers: drop table public.piers');
  await view.asks();
  await expect(view.questions.getByRole('button', { name: 'Always in this session' })).toHaveCount(0);
  await view.press('Deny');
  await view.completes('output-denied');
  const sandbox = new SandboxDatabase(app, session);
  expect(await sandbox.countRows('public.piers')).toBe(2);

  await session.page.getByRole('button', { name: 'Usage of this session' }).click();
  const usage = session.page.getByRole('dialog', { name: 'Usage of this session' });
  await expect(usage).toContainText('Allowed for this whole session');
  await expect(usage).toContainText('execute_sql by you');
});

test('[D6] [A3] a device that was away when a person was asked shows the question when it is back', async ({
  app,
  network,
  openDevice,
}) => {
  const far = await openDevice({ origin: network.url });
  const away = new ToolView(await far.openTab());
  await away.session.begin('count to 3');
  await away.session.completes(3);
  const near = await openDevice({ origin: app.url, cookies: await far.cookies() });
  const here = new ToolView(await near.openTab(away.session));
  await here.session.completes(3);

  await far.context.setOffline(true);
  network.cut();
  await expect(away.session.status).toBeVisible();
  await here.session.send('migrate add_buoys: create table public.buoys (id integer primary key)');
  await here.asks();
  await expect(away.questions).toHaveCount(0);
  network.resume();
  await far.context.setOffline(false);

  await away.asks();
  await away.press('Approve');
  await Promise.all([away.completes('output-available'), here.completes('output-available')]);
  expect(await new SandboxDatabase(app, here.session).migrations()).toEqual(['add_buoys']);
});

test('[C3] [A2] Stop and Approve at the same moment have one outcome, and it is the same everywhere', async ({
  app,
  device,
}) => {
  const first = new ToolView(await device.openTab());
  await first.session.begin('count to 1');
  await first.session.completes(1);
  const second = new ToolView(await device.openTab(first.session));
  const sandbox = new SandboxDatabase(app, first.session);
  for (const name of ['one', 'two', 'three']) {
    await first.session.send(`migrate add_${name}: create table public.${name} (id integer primary key)`);
    await Promise.all([first.asks(), second.asks()]);
    const approve = second.questions.getByRole('button', { name: 'Approve', exact: true });
    await Promise.all([clickNow(approve), clickNow(first.session.stopButton)]);
    const ended = /^(?:complete|stopped)$/;
    await expect(first.session.answers.last()).toHaveAttribute('data-phase', ended);
    const phase = await first.session.answers.last().getAttribute('data-phase');
    await expect(second.session.answers.last()).toHaveAttribute('data-phase', phase ?? '');
    const states = [first, second].map((view) => view.calls.last().getAttribute('data-tool-state'));
    expect(new Set(await Promise.all(states)).size, 'both show the same').toBe(1);
    if (phase === 'complete') expect(await sandbox.countRows(`public.${name}`)).toBe(0);
  }
});

/** Without waiting for anything, not even that it is still there: whoever is late is late. */
function clickNow(button: Locator): Promise<void> {
  return button.evaluateAll((found) => {
    for (const element of found) if (element instanceof HTMLElement) element.click();
  });
}
