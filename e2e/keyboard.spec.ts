import { expect, test } from './fixtures.ts';

test('everything that is done often has a key', async ({ device }) => {
  await device.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const session = await device.openTab();
  const { page } = session;
  await session.begin('count to 5');
  await session.completes(5);

  await page.keyboard.press('ControlOrMeta+Shift+L');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('1 2 3 4 5');

  await page.getByRole('group', { name: 'Transcript' }).focus();
  await page.keyboard.press('/');
  await expect(session.composer).toBeFocused();
  await expect(session.composer).toHaveValue('');

  const sidebar = page.getByRole('complementary', { name: 'Sidebar' });
  await page.keyboard.press('ControlOrMeta+B');
  await expect(sidebar).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+B');
  await expect(sidebar).toBeVisible();

  await page.keyboard.press('ControlOrMeta+Shift+O');
  await expect(page).toHaveURL(`${device.origin}/`);
  await expect(session.composer).toBeFocused();
});

test('Escape closes what lies over the page and never stops an answer; Ctrl+. does', async ({ device }) => {
  const session = await device.openTab();
  const { page } = session;
  await session.begin('count to 3000 at 30 per second');
  await session.reaches(5);

  await page.getByRole('group', { name: 'Transcript' }).focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Escape');
  await session.composer.press('Escape');
  await session.reaches((await session.count()) + 20);

  await session.stopButton.hover();
  const tooltip = page.locator('[data-tooltip]', { hasText: /^Stop/ });
  await expect(tooltip).toBeVisible();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(session.answers).toHaveAttribute('data-phase', 'stopped');
  await expect(tooltip, 'goes with its button').toHaveCount(0);
});

test('Shift+Enter is a new line; Enter while an answer is written queues', async ({ device }) => {
  const session = await device.openTab();
  await session.composer.pressSequentially('count to');
  await session.composer.press('Shift+Enter');
  await session.composer.pressSequentially('nothing');
  await expect(session.composer).toHaveValue('count to\nnothing');
  await session.begin('count to 3000 at 30 per second');
  await session.reaches(3);
  await session.send('count to 4');
  await expect(session.queued).toHaveText(/count to 4/);
  await session.stopButton.click();
  await expect(session.answers).toHaveCount(1);
});
