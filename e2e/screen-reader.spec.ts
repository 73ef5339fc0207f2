import { expect, test } from './fixtures.ts';
import type { SessionPage } from './session-page.ts';
import { ToolView } from './tool-view.ts';

test('a screen reader hears of an answer when it begins and when it ends, not of each word', async ({
  device,
}) => {
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  await listen(session);

  await session.send('count to 100 at 40 per second');
  await session.completes(100);
  await expect(session.announcer).toHaveText('Answer complete, 100 words');
  expect(await heard(session)).toEqual(['Answering', 'Answer complete, 100 words']);
  const log = session.page.getByRole('log', { name: 'Messages' });
  await expect(log).toHaveAttribute('aria-live', 'off');
  await expect(session.composer).toBeFocused();
});

test('a screen reader hears that an answer was stopped, and that the connection is lost and back', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 3000 at 30 per second');
  await session.reaches(5);
  await session.stopButton.click();
  await expect(session.announcer).toHaveText('Stopped');

  network.cut();
  await expect(session.announcer).toHaveText('Reconnecting…');
  network.resume();
  await expect(session.announcer).toHaveText('Reconnected');
});

test('a screen reader hears of each question, also when it is told the same as before', async ({
  device,
}) => {
  const view = new ToolView(await device.openTab());
  await view.session.begin('count to 3');
  await view.session.completes(3);
  await listen(view.session);
  await view.session.send(
    'call apply_migration with {"name": "add_x", "sql": "create table public.x ()"} 2 times',
  );
  const denied = view.session.answers.locator('[data-tool-state=output-denied]');
  for (const count of [1, 2]) {
    await view.press('Deny');
    await expect(denied).toHaveCount(count);
  }
  expect((await heard(view.session)).slice(0, 3)).toEqual([
    'Answering',
    'Approval needed',
    'Approval needed',
  ]);
});

/** Every sentence that the live region says from now on. */
function listen({ page }: SessionPage): Promise<void> {
  return page.evaluate(() => {
    const said: string[] = [];
    Object.assign(globalThis, { said });
    const region = document.querySelector('main [role="status"]');
    if (!region) throw new Error('cannot listen: there is no live region');
    new MutationObserver(() => said.push(region.textContent)).observe(region, {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
}

function heard({ page }: SessionPage): Promise<string[]> {
  // Cast: set by `listen`.
  return page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
}
