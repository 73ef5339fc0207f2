import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ToolView } from './tool-view.ts';

const openPanel = (page: Page) => page.getByRole('button', { name: 'Workbench', exact: true }).click();
const panelOf = (page: Page) => page.getByRole('group', { name: 'Workbench' });

test('what the agent builds is in the panel of every device, as soon as it is there', async ({
  app,
  device,
  openDevice,
}) => {
  const desk = new ToolView(await device.openTab());
  await desk.session.begin('run SQL: create table public.piers (id integer primary key, name text)');
  await desk.completes('output-available');
  const second = await openDevice({ origin: app.url, cookies: await device.cookies() });
  const pocket = new ToolView(await second.openTab(desk.session));
  for (const { session } of [desk, pocket]) {
    await openPanel(session.page);
    await expect(panelOf(session.page).getByRole('button', { name: /^piers changed 0 rows/ })).toBeVisible();
  }

  await desk.session.send("migrate fill_piers: insert into public.piers values (1, 'North'), (2, 'South')");
  await desk.asks();
  await desk.press('Approve');
  for (const { session } of [desk, pocket]) {
    const panel = panelOf(session.page);
    await expect(panel.getByRole('region', { name: 'Changed by the last answer' })).toContainText('Rows +2');
    await panel.getByRole('button', { name: /^piers changed 2 rows/ }).click();
    await expect(panel.getByRole('cell', { name: 'South' })).toBeVisible();
    await expect(panel.getByRole('region', { name: 'Migrations' })).toContainText('fill_piers');
  }
});

test('the panel stays as this device left it, and says what to do while there is nothing in it', async ({
  device,
}) => {
  const session = await device.openTab();
  const { page } = session;
  await session.begin('count to 3');
  await session.completes(3);
  await expect(panelOf(page)).toHaveCount(0);
  await openPanel(page);
  await expect(panelOf(page)).toContainText('This session has no Workbench yet');
  await page.reload();
  await expect(panelOf(page)).toContainText('This session has no Workbench yet');
  await page.getByRole('button', { name: 'Hide the Workbench' }).click();
  await expect(page.getByRole('button', { name: 'Workbench', exact: true })).toBeFocused();
  await page.reload();
  await expect(session.answers).toBeVisible();
  await expect(panelOf(page)).toHaveCount(0);
});

test('who takes no part in a session is not told what stands in its Workbench', async ({
  app,
  device,
  openDevice,
}) => {
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  const path = `${app.url}/api/sessions/${session.sessionId}/workbench`;
  const own = await device.context.request.get(path);
  expect([own.status(), await own.json()]).toEqual([200, { workbench: null }]);
  const stranger = await openDevice({ origin: app.url });
  await stranger.openTab();
  await stranger.findUserId();
  for (const { context } of [stranger, await openDevice({ origin: app.url })]) {
    const answer = await context.request.get(path);
    expect([answer.status(), await answer.json()]).toEqual([404, { code: 'not-found' }]);
    expect(answer.headers()['cache-control']).toBe('no-store');
  }
});
