import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import { createTwoSchemeLook, layouts, type Look } from './look.ts';
import type { SessionPage } from './session-page.ts';
import { seedSession } from './tools/seed-session.ts';

const markdown = readFileSync(new URL('../lib/demo-model/topics/markdown.md', import.meta.url), 'utf8');
const earlierTitles = [
  'Tide tables for the coast',
  'Why limpets stay',
  'A very long title that has no room in the sidebar at all',
];

// The pictures are the record here; a trace of each would cost more than the test.
test.use({ trace: 'off' });

for (const [layout, context] of layouts) {
  test(`pages are accessible and looked at: ${layout}`, async ({ app, openDevice }) => {
    test.slow();
    const device = await openDevice({ origin: app.url, context: { ...context, reducedMotion: 'reduce' } });
    const look = createTwoSchemeLook(layout);
    await lookAtStart(device, look);
    await lookAtSessions(device, app.databaseUrl, look, layout === 'phone');
    await lookAtOtherPages(device, look);
  });
}

async function lookAtStart(device: Device, look: Look): Promise<void> {
  const { page, composer } = await device.openTab();
  await expect(page.getByRole('region', { name: 'Samples' })).toBeVisible();
  await look(page, 'start');
  await page.getByRole('button', { name: /^Model:/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look(page, 'start-menu');
  await page.keyboard.press('Escape');
  await composer.fill('x'.repeat(100_002));
  await look(page, 'start-too-long');
  await composer.fill('');
  await page.close();
}

async function lookAtSessions(
  device: Device,
  databaseUrl: string,
  look: Look,
  isPhone: boolean,
): Promise<void> {
  const userId = await device.findUserId();
  for (const title of earlierTitles)
    await seedSession({ databaseUrl, userId, title, texts: ['Hello', 'Hello.'] });
  const texts = ['What can you write?', markdown, 'Thank you', 'You are welcome.'];
  const rich = await seedSession({ databaseUrl, userId, title: 'A little of everything', texts });

  const session = await device.openTab(`/s/${rich}`);
  const { page } = session;
  await expect(session.answers.last()).toBeInViewport();
  await look(page, 'session');
  await page.getByRole('group', { name: 'Transcript' }).evaluate((scroller) => scroller.scrollTo(0, 0));
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
  await look(page, 'session-top');
  await lookAtSidebar(page, look, isPhone);
  await page.keyboard.press('Shift+?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await look(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await lookAtStates(session, device, look);
}

/** Live with a queue, failed, stopped, offline. */
async function lookAtStates(session: SessionPage, device: Device, look: Look): Promise<void> {
  const { page } = session;
  await session.send('count to 5000 at 40 per second');
  await session.reaches(60);
  await session.send('and then the rest');
  await session.send('and what comes after it');
  await expect(session.queued).toHaveCount(2);
  await look(page, 'session-live');
  await session.stopButton.click();
  await expect(session.answers.last()).toHaveAttribute('data-phase', 'stopped');
  await look(page, 'session-stopped');
  await session.send('hello [fault: 401]');
  await expect(session.answers.last()).toHaveAttribute('data-phase', 'failed');
  await look(page, 'session-failed');
  await device.context.setOffline(true);
  await session.send('are you there?');
  await expect(session.own.last()).toHaveAttribute('data-send-state', 'waiting');
  await expect(session.status).toBeVisible();
  await look(page, 'session-offline');
  await device.context.setOffline(false);
}

async function lookAtSidebar(page: Page, look: Look, isPhone: boolean): Promise<void> {
  if (isPhone) {
    await page.getByRole('button', { name: 'Show sidebar' }).click();
    await expect(page.getByRole('dialog', { name: 'Sidebar' })).toBeVisible();
    await look(page, 'sidebar');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    return;
  }
  await page.getByRole('button', { name: /account menu/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await look(page, 'account-menu');
  await page.keyboard.press('Escape');
}

async function lookAtOtherPages(device: Device, look: Look): Promise<void> {
  const paths = {
    settings: '/settings',
    'sign-in': '/sign-in',
    'sign-up': '/sign-up',
    'not-found': '/there/is/nothing',
    'no-such-session': '/s/0190163d-8694-739b-aea5-966c26f8ad91',
  };
  for (const [name, path] of Object.entries(paths)) {
    const { page } = await device.openTab(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await look(page, name);
    await page.close();
  }
}
