import type { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import { createTwoSchemeLook, layouts, type Look } from './look.ts';
import { ToolView } from './tool-view.ts';
import { toQuestions, toThinking, toWork } from './tools/live-events.ts';
import { seedLiveSession } from './tools/seed-live-session.ts';
import { seedSession } from './tools/seed-session.ts';
import { otherParts, toolParts } from './tools/tool-parts.ts';

// The pictures are the record here; a trace of each would cost more than the test.
test.use({ trace: 'off' });

for (const [layout, context] of layouts) {
  const isPhone = layout === 'phone';
  /** High enough for a whole answer. */
  const tall = { width: context.viewport.width, height: isPhone ? 2_100 : 1_800 };

  test(`every state of a tool call and what else an answer is made of: ${layout}`, async ({
    app,
    openDevice,
  }) => {
    test.slow();
    const device = await openDevice({ origin: app.url, context: { ...context, reducedMotion: 'reduce' } });
    const look = createTwoSchemeLook(layout);
    const seeds = await createSeeds(device, app.databaseUrl);
    await lookAtRest(device, seeds, look, tall);
    await lookAtLive(device, seeds, look);
  });

  test(`questions, and the Workbench after a yes: ${layout}`, async ({ network, app, openDevice }) => {
    test.slow();
    const device = await openDevice({
      origin: network.url,
      context: { ...context, reducedMotion: 'reduce' },
    });
    const look = createTwoSchemeLook(layout);
    const seeds = await createSeeds(device, app.databaseUrl);
    await lookAtAnswering(device, seeds, look, isPhone);
    const view = await lookAtQuestions(device, seeds, look, tall);

    network.blackhole();
    await view.questions.nth(1).getByRole('button', { name: 'Deny' }).click();
    await expect(view.questions.nth(1)).toContainText('Deciding…');
    await expect(view.questions.nth(1).getByRole('button', { name: 'Approve' })).toBeDisabled();
    await look(view.session.page, 'questions-deciding');
    await view.session.page.close();
  });
}

type Seeds = Awaited<ReturnType<typeof createSeeds>>;

async function createSeeds(device: Device, databaseUrl: string) {
  await device.openTab();
  const seed = { databaseUrl, userId: await device.findUserId() };
  return {
    rest: (title: string) =>
      seedSession({ ...seed, title, texts: ['Show me everything', [...toolParts, ...otherParts]] }),
    live: (title: string, toEvents: Parameters<typeof seedLiveSession>[0]['toEvents']) =>
      seedLiveSession({ ...seed, title, text: 'Look after the notes', toEvents }),
    long: (title: string) =>
      seedSession({ ...seed, title, texts: ['Tell me of kelp', 'It grows in cold water.\n\n'.repeat(60)] }),
  };
}

/** Of an answer that is over: all outcomes, folded and open, and what it used. */
async function lookAtRest(device: Device, seeds: Seeds, look: Look, tall: { width: number; height: number }) {
  const view = new ToolView(await device.openTab(`/s/${await seeds.rest('Every outcome')}`));
  const { page } = view.session;
  await page.setViewportSize(tall);
  await expect(view.calls).toHaveCount(toolParts.length);
  await expect(page.getByRole('list', { name: '7 tool calls' })).toMatchAriaSnapshot(`
    - listitem:
      - button "list_tables done 3 ms"
    - listitem:
      - button /^Run SQL done select id, title .* 1.2 s$/
    - listitem:
      - button /^Run SQL done insert into .* 48 ms$/
      - paragraph: Allowed by Maria for this whole session
    - listitem:
      - button /^execute_sql failed .* 12 ms$/
      - paragraph: /42P01/
    - listitem:
      - button /^apply_migration was not allowed/
      - paragraph: "Denied by Maria: “People still read it.”"
    - listitem:
      - button /^send_mail on harbour was not allowed/
      - paragraph: Nobody answered in time
    - listitem:
      - button /^search_docs was broken off/
  `);
  await look(page, 'rest');

  const folded = view.session.answers.locator('button[aria-expanded=false]:not([aria-haspopup])');
  while ((await folded.count()) > 0) await folded.first().click();
  await expect(view.calls.getByRole('table')).toBeVisible();
  await expect(view.calls.getByText('The first 2 rows')).toBeVisible();
  await expect(view.calls.getByText('data from outside')).toHaveCount(2);
  await look(page, 'rest-open');

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

/** Of an answer that is not over: thoughts, and calls on their way to an outcome. */
async function lookAtLive(device: Device, seeds: Seeds, look: Look) {
  const thinking = await device.openTab(`/s/${await seeds.live('Thinking', toThinking)}`);
  await expect(thinking.answers.getByRole('button', { name: 'Thinking', expanded: true })).toBeVisible();
  await expect(thinking.answers).toContainText('which of them are open to everybody?');
  await look(thinking.page, 'thinking');
  await thinking.page.close();

  const view = new ToolView(await device.openTab(`/s/${await seeds.live('At work', toWork)}`));
  await expect(view.session.page.getByRole('list', { name: '5 tool calls' })).toMatchAriaSnapshot(`
    - listitem:
      - button /^apply_migration may run drop table/
      - paragraph: Allowed by Maria
    - listitem:
      - button /^send_mail on harbour may not run/
      - paragraph: "Denied by Maria: “Nobody asked for that.”"
    - listitem:
      - button /^find_boats on harbour is running ketch 1 min \\d+ s$/
    - listitem:
      - button /^list_tables is about to run public, auth/
    - listitem:
      - button /^Run SQL is being prepared select count/
  `);
  await look(view.session.page, 'work');
  await view.session.page.close();
}

/** A question of each kind. */
async function lookAtQuestions(
  device: Device,
  seeds: Seeds,
  look: Look,
  tall: { width: number; height: number },
): Promise<ToolView> {
  const view = new ToolView(await device.openTab(`/s/${await seeds.live('Questions', toQuestions)}`));
  const { page } = view.session;
  await page.setViewportSize(tall);
  const [late, policy] = [view.questions.nth(0), view.questions.nth(1)];
  const [untrusted, unknown] = [view.questions.nth(2), view.questions.nth(3)];
  await expect(view.questions).toHaveCount(4);
  await expect(late).toContainText('Its time is over. The answer goes on without it.');
  await expect(policy).toContainText('This tool changes things, so a person decides.');
  await expect(untrusted).toContainText('The agent has read text that came from outside.');
  await expect(untrusted).toContainText(/1 min \d+ s left/);
  await expect(unknown).toContainText('It may have done its work already.');
  await expect(unknown.getByRole('button')).toHaveText([
    'Run it again',
    'Don’t run it again',
    'Add a reason',
  ]);
  await policy.getByRole('button', { name: 'Add a reason' }).click();
  await policy.getByRole('textbox').fill('People still read it.');
  await look(page, 'questions');
  return view;
}

/** A question in its place, over the composer, and the Workbench after a yes. */
async function lookAtAnswering(device: Device, seeds: Seeds, look: Look, isPhone: boolean): Promise<void> {
  const view = new ToolView(await device.openTab(`/s/${await seeds.long('A question')}`));
  const { page } = view.session;
  await page.getByRole('button', { name: /^Model:/ }).click();
  await expect(page.getByRole('menuitemradio').first()).toBeVisible();
  await look(page, 'model-picker');
  await page.keyboard.press('Escape');
  await view.session.send('migrate add_moorings: create table public.moorings (id integer primary key)');
  await view.asks();
  await expect(view.dock).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0);
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
  await page.close();
}
