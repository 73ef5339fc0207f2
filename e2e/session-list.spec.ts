import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { SessionPage } from './session-page.ts';

const listOf = ({ page }: SessionPage): Locator => page.getByRole('navigation', { name: 'Sessions' });

async function choose({ page }: SessionPage, title: string, action: string): Promise<void> {
  await page
    .getByRole('navigation')
    .getByRole('button', { name: `Actions for ${title}` })
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}

test('a title appears by itself; a rename wins and is seen in the other tab', async ({ device }) => {
  const first = await device.openTab();
  await first.begin('Please count to 3');
  await first.completes(3);
  await expect(listOf(first).getByRole('link')).toHaveText('Count to 3');
  await expect(first.page).toHaveTitle(/^Count to 3 · /);
  const second = await device.openTab(first);

  await choose(first, 'Count to 3', 'Rename');
  const field = first.page.getByRole('textbox', { name: 'Session title' });
  await field.fill('Three little numbers');
  await field.press('Enter');
  for (const tab of [first, second]) {
    await expect(listOf(tab).getByRole('link')).toHaveText('Three little numbers');
    await expect(tab.page.getByRole('heading', { level: 1 })).toHaveText('Three little numbers');
    await expect(tab.page).toHaveTitle(/^Three little numbers · /);
  }
});

test('the list tells which session is answering and which has news', async ({ device }) => {
  const session = await device.openTab();
  await session.begin('count to 120 at 30 per second');
  await session.reaches(5);
  const link = listOf(session).getByRole('link', { name: /^Count to 120/ });
  await expect(link).toHaveAccessibleName(/answering now/);

  await session.page.getByRole('link', { name: 'New session', exact: true }).click();
  await expect(link).toHaveAccessibleName(/answering now/);
  await expect(link).toHaveAccessibleName(/has news/);
  await link.click();
  await session.completes(120);
  await expect(link).toHaveAccessibleName('Count to 120');
});

test('an archived session leaves the list and comes back', async ({ device }) => {
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  const link = listOf(session).getByRole('link', { name: 'Count to 3' });
  await expect(link).toBeVisible();

  await choose(session, 'Count to 3', 'Archive');
  await expect(link).toHaveCount(0);
  await session.page.getByRole('button', { name: 'Archived' }).click();
  await expect(link).toBeVisible();
  await choose(session, 'Count to 3', 'Move out of archive');
  await session.page.getByRole('button', { name: 'Back to sessions' }).click();
  await expect(link).toBeVisible();
});

test('a deleted session is gone in every tab, and Undo brings it back whole', async ({ device }) => {
  const first = await device.openTab();
  await first.begin('count to 3');
  await first.completes(3);
  await expect(listOf(first).getByRole('link', { name: 'Count to 3' })).toBeVisible();
  const second = await device.openTab(first);
  await second.completes(3);

  await choose(first, 'Count to 3', 'Delete');
  await expect(second.page.getByRole('heading', { name: 'This session was deleted' })).toBeVisible({
    timeout: 1_500,
  });
  await expect(listOf(second).getByRole('link')).toHaveCount(0);

  await first.page.getByRole('button', { name: 'Undo' }).click();
  await Promise.all([first.completes(3), second.completes(3)]);
  await expect(listOf(second).getByRole('link', { name: 'Count to 3' })).toBeVisible();
});

test('[P2] a session that is deleted while it answers ends for everyone, and stays deleted', async ({
  app,
  device,
}) => {
  const first = await device.openTab();
  await first.begin('count to 3000 at 30 per second');
  await first.reaches(5);
  const second = await device.openTab(first);
  await second.reaches(5);
  const path = `/s/${first.sessionId}`;
  const title = 'Count to 3000';
  await expect(listOf(first).getByRole('link', { name: title })).toBeVisible();

  await choose(first, title, 'Delete');
  await expect(second.page.getByRole('heading', { name: 'This session was deleted' })).toBeVisible({
    timeout: 1_500,
  });
  const third = await device.openTab(path);
  await expect(third.page.getByRole('heading', { level: 1 })).toHaveText(/deleted|no such session/);
  await expect(listOf(third).getByRole('link')).toHaveCount(0);
  expect(app.faults).toEqual([]);
});
