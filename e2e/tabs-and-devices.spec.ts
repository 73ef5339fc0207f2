import { expect, test } from './fixtures.ts';
import { toLimit } from './time-limit.ts';

test('[D2] a second tab follows the answer live, and what is written there is seen in the first', async ({
  device,
}) => {
  const first = await device.openTab();
  await first.begin('count to 300 at 30 per second');
  await first.reaches(20);
  const second = await device.openTab(first);
  await second.reaches((await first.count()) + 10);
  await Promise.all([first.completes(300), second.completes(300)]);

  await second.send('count to 5');
  await expect(first.own.last()).toContainText('count to 5');
  await expect(first.answers).toHaveCount(2);
  await Promise.all([first.completes(5), second.completes(5)]);
});

test('a second device of the same person shows the same answer, live, and says that it is not alone', async ({
  device,
  openDevice,
}) => {
  const desk = await device.openTab();
  await desk.begin('count to 200 at 30 per second');
  await desk.reaches(10);

  const phone = await openDevice({
    origin: device.origin,
    cookies: await device.cookies(),
    context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  });
  const pocket = await phone.openTab(desk);
  await pocket.reaches(await desk.count());
  await Promise.all([desk.completes(200), pocket.completes(200)]);
});

test('[C1] closing every tab ends nothing', async ({ device }) => {
  const session = await device.openTab();
  await session.begin('count to 100 at 40 per second');
  await session.reaches(10);
  const path = `/s/${session.sessionId}`;
  await session.page.close();

  const back = await device.openTab(path);
  await back.completes(100);
});

test('[C2] [C3] Stop in the other tab ends the answer for everyone, and what was written stays', async ({
  device,
}) => {
  const first = await device.openTab();
  await first.begin('count to 2000 at 30 per second');
  await first.reaches(20);
  const second = await device.openTab(first);
  await second.reaches(30);

  await second.stopButton.click();
  await Promise.all(
    [first, second].map((tab) =>
      expect(tab.answers).toHaveAttribute('data-phase', 'stopped', { timeout: toLimit(2_000) }),
    ),
  );
  const kept = await first.count();
  expect(kept).toBeGreaterThanOrEqual(30);
  expect(await second.count()).toBe(kept);

  await first.page.reload();
  await expect(first.answers).toHaveAttribute('data-phase', 'stopped');
  expect(await first.count()).toBe(kept);
});

test('two tabs that send at once get both messages in, in one order', async ({ device }) => {
  const first = await device.openTab();
  await first.begin('count to 3');
  await first.completes(3);
  const second = await device.openTab(first);
  await second.completes(3);

  await Promise.all([
    first.composer.fill('count to 40 at 40 per second'),
    second.composer.fill('count to 7'),
  ]);
  await Promise.all([first.composer.press('Enter'), second.composer.press('Enter')]);
  for (const tab of [first, second]) {
    await expect(tab.answers).toHaveCount(3);
    await expect(tab.answers.last()).toHaveAttribute('data-phase', 'complete', { timeout: 20_000 });
  }
  const [one, other] = await Promise.all(
    [first, second].map((tab) => tab.page.getByRole('article').allInnerTexts()),
  );
  expect(one?.map(withoutTimes)).toEqual(other?.map(withoutTimes));
  expect(one?.join('\n')).toContain('count to 40');
  expect(one?.join('\n')).toContain('count to 7');
});

/** Hovering shows when a message was sent. */
function withoutTimes(text: string): string {
  return text.replace(/\d+:\d+( [AP]M)?/g, '');
}
