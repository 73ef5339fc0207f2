import type { Page } from '@playwright/test';
import { createConnection } from '#lib/db/client.ts';
import type { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import { createTwoSchemeLook } from './look.ts';
import { ToolView } from './tool-view.ts';

const thumbDown = (page: Page) => page.getByRole('button', { name: 'Bad answer' }).last();
const reasonsOf = (page: Page) => page.getByRole('dialog', { name: 'What was wrong?' });

/** As the database has it: how somebody becomes an admin is another story. */
async function makeAdmin(device: Device, databaseUrl: string): Promise<void> {
  const connection = createConnection({ url: databaseUrl, name: 'e2e' });
  await connection.connect();
  await connection.query(`UPDATE "user" SET role = 'admin' WHERE id = $1`, [await device.findUserId()]);
  await connection.end();
}

test('a bad answer is on the other device with the press; its reason comes by keyboard, and may be left out', async ({
  app,
  device,
  openDevice,
}) => {
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  const second = await openDevice({ origin: app.url, cookies: await device.cookies() });
  const other = await second.openTab(session);

  await thumbDown(session.page).focus();
  await session.page.keyboard.press('Enter');
  await expect(thumbDown(other.page)).toHaveAttribute('aria-pressed', 'true');
  await expect(reasonsOf(session.page).getByLabel('Wrong')).toBeFocused();
  await session.page.keyboard.press('Escape');
  await expect(thumbDown(session.page)).toBeFocused();
  await expect(thumbDown(session.page)).toHaveAttribute('aria-pressed', 'true');

  await thumbDown(other.page).click();
  await expect(thumbDown(session.page)).toHaveAttribute('aria-pressed', 'false');
});

test('an admin opens a rated answer, and makes a scenario of it that it fails', async ({
  app,
  device,
  openDevice,
}) => {
  const owner = new ToolView(await device.openTab());
  const { page } = owner.session;
  await owner.session.begin('run SQL: create table public.ferries (id integer)');
  await owner.completes('output-available');
  await thumbDown(page).click();
  await reasonsOf(page).getByLabel('Unsafe').check();
  await reasonsOf(page).getByLabel('In your words').fill('Everybody reads the ferries');
  await reasonsOf(page).getByRole('button', { name: 'Send reason' }).click();
  await expect(reasonsOf(page)).toHaveCount(0);

  const desk = await openDevice({ origin: app.url });
  const { page: admin } = await desk.openTab();
  await makeAdmin(desk, app.databaseUrl);
  await admin.goto(`${app.url}/admin/feedback?rating=down&note=with`);
  const rated = admin.getByRole('listitem').filter({ hasText: 'Everybody reads the ferries' });
  await expect(rated).toContainText('Unsafe');
  await expect(rated).not.toContainText('run SQL');
  await rated.getByRole('button', { name: 'Open' }).click();
  await expect(rated).toContainText('run SQL: create table public.ferries (id integer)');
  const look = createTwoSchemeLook('desktop');
  await look(admin, 'admin-feedback');

  await rated.getByRole('button', { name: 'Make a draft' }).click();
  await admin.waitForURL(/\/drafts\/[0-9a-f-]{36}$/);
  await admin.getByRole('button', { name: 'Try it' }).click();
  const trial = admin.getByRole('region', { name: 'Trial' });
  await expect(trial).toContainText('both the untouched seed and the rated answer fail a must check');
  await expect(trial).toContainText('public.ferries has row level security on, and a policy');
  await look(admin, 'admin-draft');

  await admin.getByRole('textbox', { name: 'Checks' }).fill('[{ "id": "No id" }]');
  await expect(admin.getByText('checks[0].id')).toBeVisible();
  await expect(admin.getByRole('button', { name: 'Try it' })).toBeDisabled();

  await page.goto(`${app.url}/settings`);
  await expect(page.getByText('opened a rated answer').first()).toBeVisible();
});
