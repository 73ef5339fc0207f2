import { createHeadlessClient, untilLive } from '#lib/client/headless.ts';
import type { JoinReply, Ack } from '#lib/protocol/socket.ts';
import type { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import type { SessionPage } from './session-page.ts';
import { toLimit } from './time-limit.ts';

const password = 'correct horse battery';
let people = 0;
const createEmail = () => `person-${process.pid}-${(people += 1)}@example.com`;

async function signUp(device: Device, email: string): Promise<SessionPage> {
  const tab = await device.openTab('/sign-up');
  await tab.page.getByLabel('Name').fill('Robin');
  await tab.page.getByLabel('E-mail').fill(email);
  await tab.page.getByLabel('Password').fill(password);
  await tab.page.getByRole('button', { name: 'Create account' }).click();
  await expect(tab.page.getByRole('button', { name: 'Robin' })).toBeVisible();
  return tab;
}

async function signIn({ page }: SessionPage, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('button', { name: 'Robin' })).toBeVisible();
}

test('[P3] a guest who signs up keeps the sessions, and the answer that is being written', async ({
  app,
  device,
  openDevice,
}) => {
  const session = await device.openTab();
  await session.begin('count to 300 at 30 per second');
  await session.reaches(20);

  const email = createEmail();
  const other = await signUp(device, email);
  // It loads itself anew: it is somebody else's page now.
  await expect(session.page.getByRole('button', { name: 'Robin' })).toBeVisible();
  await other.page.getByRole('link', { name: /^Count to 300/ }).click();
  await other.reaches(await session.count());
  await Promise.all([session.completes(300), other.completes(300)]);

  const elsewhere = await openDevice({ origin: app.url });
  const tab = await elsewhere.openTab('/sign-in');
  await signIn(tab, email);
  await tab.page.getByRole('link', { name: /^Count to 300/ }).click();
  await tab.completes(300);
});

test('[P3] what a guest had not sent yet is sent after the sign-up, once', async ({
  frameProxy,
  openDevice,
}) => {
  const device = await openDevice({ origin: frameProxy.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  frameProxy.swallowsMessages = true;
  await session.send('count to 4');
  await expect.poll(() => frameProxy.swallowed).toBeGreaterThan(0);
  const path = `/s/${session.sessionId}`;
  await session.page.close();

  frameProxy.swallowsMessages = false;
  const tab = await signUp(device, createEmail());
  await tab.page.goto(`${device.origin}${path}`);
  await tab.completes(4);
  await expect(tab.own).toHaveText([/count to 3/, /count to 4/]);
});

test('[P2] signing out in one tab closes the other within a second, and keeps its draft', async ({
  device,
}) => {
  const email = createEmail();
  const first = await signUp(device, email);
  await first.begin('count to 3000 at 30 per second');
  const second = await device.openTab(first);
  await second.reaches(10);
  await second.composer.fill('half a thought');

  await first.page.getByRole('button', { name: 'Robin' }).click();
  await first.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(first.page).toHaveURL(/\/sign-in/);
  await expect(second.status).toContainText('You are signed out', { timeout: toLimit(1_000) });
  const kept = await second.count();

  await second.status.getByRole('link', { name: 'Sign in' }).click();
  await expect(second.page).toHaveURL(/\/sign-in/);
  await signIn(second, email);
  await second.page.getByRole('link', { name: /^Count to 3000/ }).click();
  await second.reaches(kept + 1);
  await expect(second.composer).toHaveValue('half a thought');
  await second.stopButton.click();
  await expect(second.answers).toHaveAttribute('data-phase', 'stopped');
});

test('[P1] somebody else finds no such session: not on a page, not in its HTML, not over a socket', async ({
  app,
  device,
  openDevice,
}) => {
  const mine = await device.openTab();
  await mine.begin('repeat after me: a secret of mine');
  await expect(mine.answers).toHaveAttribute('data-phase', 'complete');

  const stranger = await openDevice({ origin: app.url });
  await stranger.openTab();
  const tab = await stranger.openTab(mine);
  await expect(tab.page.getByRole('heading', { name: 'There is no such session' })).toBeVisible();
  const answer = await tab.page.request.get(`${app.url}/s/${mine.sessionId}`);
  expect(await answer.text()).not.toContain('a secret of mine');

  const cookie = (await stranger.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const client = createHeadlessClient({ url: app.url, cookie, origin: app.url });
  const stop = client.start();
  try {
    await untilLive(client);
    const ack = await new Promise<Ack<JoinReply> | 'lost'>((resolve) =>
      client.port.request('join', { sessionId: mine.sessionId }, resolve),
    );
    expect(ack).toMatchObject({ ok: false, error: { code: 'not-found' } });
  } finally {
    stop();
  }
});

test('a wrong password says so in words, and keeps what was typed', async ({ device }) => {
  const tab = await device.openTab('/sign-in');
  await tab.page.getByLabel('E-mail').fill('nobody@example.com');
  await tab.page.getByLabel('Password').fill('not the password');
  await tab.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(tab.page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible();
  await expect(tab.page.getByLabel('E-mail')).toHaveValue('nobody@example.com');
});
