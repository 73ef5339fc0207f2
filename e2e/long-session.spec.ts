import { expect, test } from './fixtures.ts';
import { seedSession } from './tools/seed-session.ts';
import { toLimit } from './time-limit.ts';

const MESSAGES = 2_000;
const MAX_NODES = 6_000;
const MAX_OPEN_MS = toLimit(1_000);

const texts = Array.from({ length: MESSAGES }, (_, index) =>
  index % 2 === 0
    ? `Question ${index + 1}`
    : `Answer ${index + 1}, in **two** paragraphs with \`code\`.\n\nThe second one, with\n\n- a list\n- of two`,
);

test('a session of 2,000 messages opens at its end at once; older ones come without moving what is read', async ({
  app,
  device,
}) => {
  await (await device.openTab()).begin('count to 3');
  const userId = await device.findUserId();
  const sessionId = await seedSession({ databaseUrl: app.databaseUrl, userId, title: 'Long', texts });

  const session = await device.openTab(`/s/${sessionId}`);
  const { page } = session;
  await expect(session.answers.last()).toBeInViewport();
  await expect(session.answers.last()).toContainText(`Answer ${MESSAGES}`);
  expect(await page.locator('*').count()).toBeLessThanOrEqual(MAX_NODES);

  // The quickest of three: how fast the program is, not how busy the machine.
  const openMs: number[] = [];
  for (const _ of [1, 2, 3]) {
    await page.reload();
    await expect(session.answers.last()).toBeInViewport();
    openMs.push(await page.evaluate(readLastPaint));
  }
  expect(Math.min(...openMs)).toBeLessThanOrEqual(MAX_OPEN_MS);

  await expect(session.composer, 'the page is alive').toBeFocused();
  for (const _ of [1, 2, 3]) {
    const loaded = await page.getByRole('article').count();
    const before = await page.evaluate(scrollNearTop);
    await expect.poll(() => page.getByRole('article').count()).toBeGreaterThan(loaded);
    const movedPx = (await page.evaluate(topOf, before.id)) - before.top;
    expect(Math.round(movedPx), 'what is read stays where it is').toBeCloseTo(0, 0);
  }

  await page.getByRole('button', { name: 'Jump to latest' }).click();
  await expect(session.answers.last()).toBeInViewport();
});

test('older messages that are asked for without a network come when it is back', async ({
  app,
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  await (await device.openTab()).begin('count to 3');
  const userId = await device.findUserId();
  const seed = { databaseUrl: app.databaseUrl, userId, title: 'Long', texts: texts.slice(0, 200) };
  const session = await device.openTab(`/s/${await seedSession(seed)}`);
  const articles = session.page.getByRole('article');
  await expect(articles).toHaveCount(50);

  network.cut();
  await expect(session.status).toHaveText('Reconnecting…');
  await session.page.evaluate(scrollNearTop);
  await expect(session.page.getByText('Older messages are above')).toBeAttached();
  expect(await articles.count()).toBe(50);
  network.resume();
  await expect.poll(() => articles.count()).toBeGreaterThan(50);
});

/** Runs in the page: when the largest text was painted. */
function readLastPaint(): Promise<number> {
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((list) => {
      observer.disconnect();
      resolve(list.getEntries().at(-1)?.startTime ?? Infinity);
    });
    observer.observe({ type: 'largest-contentful-paint', buffered: true });
  });
}

/** Runs in the page: brings older messages on their way; answers with the first message in sight and where it is. */
function scrollNearTop(): { id: string; top: number } {
  const scroller = document.querySelector('[data-transcript]');
  if (scroller) scroller.scrollTop = 400;
  const first = [...document.querySelectorAll<HTMLElement>('[data-message-id]')].find(
    (message) => message.getBoundingClientRect().top > 100,
  );
  return { id: first?.dataset['messageId'] ?? '', top: first?.getBoundingClientRect().top ?? 0 };
}

function topOf(messageId: string): number {
  return document.querySelector(`[data-message-id="${messageId}"]`)?.getBoundingClientRect().top ?? Infinity;
}
