import type { APIRequestContext, Page } from '@playwright/test';
import type { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import { withServers } from './servers.ts';
import type { AppProcess } from './tools/app-process.ts';

const password = 'correct horse battery';

async function fillSignUp(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@example.com`);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
}

/** What the server printed as it started, as a path. */
function findClaimPath({ log }: AppProcess): string {
  return /\/admin\/claim#\S+/.exec(log)?.[0] ?? 'no link was printed';
}

async function claim(device: Device, app: AppProcess, name: string): Promise<Page> {
  const { page } = await device.openTab(findClaimPath(app));
  await page.getByRole('link', { name: 'Create an account' }).click();
  await fillSignUp(page, name);
  await page.getByRole('button', { name: 'Become admin' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  return page;
}

/** What somebody sees of an answer, without what is never twice the same. */
async function look(request: APIRequestContext, url: string, headers: Record<string, string> = {}) {
  const answer = await request.get(url, { headers });
  const body = (await answer.text())
    .replaceAll(/nonce(=|\\?":)\\?"[^"]*"/g, '')
    .replaceAll(/"[\w-]{21}[vm]"/g, '"id of the request"');
  return { status: answer.status(), type: answer.headers()['content-type'], body };
}

test('[X25] [X61] the printed link makes the first admin, once; others find nothing where admins have their pages', async ({
  openDevice,
}) => {
  await withServers({}, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    const admin = await openDevice({ origin: app.url });
    await claim(admin, app, 'Ada');

    const other = await openDevice({ origin: app.url });
    const { page } = await other.openTab('/sign-up');
    await fillSignUp(page, 'Bob');
    await expect(page.getByRole('button', { name: 'Bob' })).toBeVisible();
    const { request } = other.context;
    const nowhere = await look(request, `${app.url}/there-is-nothing-here`);
    expect(nowhere.status).toBe(404);
    for (const path of ['/admin', '/admin/users', '/ADMIN', '/%61dmin', '/admin/claim', '/admin/skills'])
      expect(await look(request, `${app.url}${path}`), path).toEqual(nowhere);

    const payload = { RSC: '1' };
    const noPayload = await look(request, `${app.url}/there-is-nothing-here`, payload);
    expect(await look(request, `${app.url}/admin/runs`, payload)).toEqual(noPayload);
    const noRoute = await look(request, `${app.url}/api/there-is-nothing-here`);
    expect(await look(request, `${app.url}/api/admin/runs`)).toEqual(noRoute);
    expect((await admin.context.request.get(`${app.url}/api/admin/runs`)).status()).toBe(200);
  });
});

test('[X26] a ban signs somebody out on every device, after the admin has typed their password', async ({
  openDevice,
}) => {
  await withServers({}, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    const bob = await openDevice({ origin: app.url });
    const tab = await bob.openTab('/sign-up');
    await fillSignUp(tab.page, 'Bob');
    await expect(tab.page.getByRole('button', { name: 'Bob' })).toBeVisible();

    const page = await claim(await openDevice({ origin: app.url }), app, 'Ada');
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'Change Bob' }).click();
    await page.getByRole('menuitem', { name: 'Ban' }).click();
    await page.getByLabel('Reason').fill('spam');
    await page.getByRole('button', { name: 'Ban', exact: true }).click();
    const question = page.getByRole('dialog', { name: 'Type your password' });
    await question.getByLabel('Password').fill('not my password');
    await question.getByRole('button', { name: 'Go on' }).click();
    await expect(question.getByText('That is not your password.').first()).toBeVisible();
    await expect(tab.page.getByText('You are signed out')).toBeHidden();
    await question.getByLabel('Password').fill(password);
    await question.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText('Bob is banned')).toBeVisible();
    await expect(tab.page.getByText('You are signed out')).toBeVisible();

    await page.getByRole('link', { name: 'Audit' }).click();
    await expect(page.getByRole('row', { name: /Ada Banned Bob/ })).toBeVisible();
  });
});
