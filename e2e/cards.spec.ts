import type { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import { createLook, variants, type Look } from './look.ts';
import { ToolView } from './tool-view.ts';
import { seedSession } from './tools/seed-session.ts';
import { otherParts, toolParts } from './tools/tool-parts.ts';

// The pictures are the record here; a trace of each would cost more than the test.
test.use({ trace: 'off' });

for (const [variant, options] of variants) {
  test(`tool cards, questions, usage and the Workbench are accessible and looked at: ${variant}`, async ({
    app,
    openDevice,
  }) => {
    test.slow();
    const device = await openDevice({ origin: app.url, context: { ...options, reducedMotion: 'reduce' } });
    const look = createLook(variant);
    await lookAtCards(device, app.databaseUrl, look);
    await lookAtQuestion(device, look, variant.startsWith('phone'));
  });
}

/** Every state of a tool call, folded and open, and what an answer used. */
async function lookAtCards(device: Device, databaseUrl: string, look: Look): Promise<void> {
  await device.openTab();
  const userId = await device.findUserId();
  const texts = ['Show me everything', [...toolParts, ...otherParts]];
  const sessionId = await seedSession({ databaseUrl, userId, title: 'Every kind of card', texts });
  const view = new ToolView(await device.openTab(`/s/${sessionId}`));
  const { page } = view.session;
  await expect(view.calls).toHaveCount(toolParts.length);
  await expect(view.calls.getByText('Denied by Maria: “People still read it.”')).toBeVisible();
  await look(page, 'cards');
  for (const call of await view.calls.all()) await call.getByRole('button', { expanded: false }).click();
  await expect(view.calls.getByRole('table')).toBeVisible();
  await expect(view.calls.getByText('The first 2 rows')).toBeVisible();
  await expect(view.calls.getByText('data from outside')).toHaveCount(2);
  await page.getByRole('group', { name: 'Transcript' }).evaluate((scroller) => scroller.scrollTo(0, 600));
  await look(page, 'cards-open');

  await page.getByRole('button', { name: /^Usage: / }).click();
  const usage = page.getByRole('dialog', { name: 'Usage of this answer' });
  await expect(usage).toContainText('$0.0268');
  await look(page, 'answer-usage');
  await page.keyboard.press('Escape');
  await expect(usage).toHaveCount(0);
  await page.getByRole('button', { name: 'Usage of this session' }).click();
  await expect(page.getByRole('dialog', { name: 'Usage of this session' })).toContainText('by Maria');
  await look(page, 'session-usage');
  await page.close();
}

/** A question in its place, over the composer, and the Workbench after a yes. */
async function lookAtQuestion(device: Device, look: Look, isPhone: boolean): Promise<void> {
  const view = new ToolView(await device.openTab());
  const { page } = view.session;
  await view.session.begin('count to 900 at 500 per second');
  await view.session.completes(900);
  await view.session.send('migrate add_moorings: create table public.moorings (id integer primary key)');
  await view.asks();
  await expect(view.dock).toHaveCount(0);
  await look(page, 'question');
  await page.getByRole('group', { name: 'Transcript' }).evaluate((scroller) => scroller.scrollTo(0, 0));
  await expect(view.dock).toContainText('create table public.moorings');
  await look(page, 'question-dock');
  await view.dock.getByRole('button', { name: 'Show' }).click();
  await expect(view.dock).toHaveCount(0);

  const panel = page.getByRole('group', { name: 'Workbench' });
  const openPanel = () => page.getByRole('button', { name: 'Workbench', exact: true }).click();
  // Where there is room the panel stands beside the session, and follows what happens there.
  if (!isPhone) {
    await openPanel();
    await expect(panel).toContainText('memberships');
    await expect(panel).not.toContainText('moorings');
  }
  await view.press('Approve');
  await view.completes('output-available');
  if (isPhone) await openPanel();
  await expect(panel.getByRole('button', { name: /^moorings changed/ })).toBeVisible();
  await panel.getByRole('button', { name: /^moorings/ }).click();
  await look(page, 'workbench');
}
