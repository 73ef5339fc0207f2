import type { Browser } from '@playwright/test';
import { Device } from './device.ts';
import { expect, test } from './fixtures.ts';
import { countSteps, recordCounts } from './painted-counts.ts';
import { toLimit } from './time-limit.ts';

test('[D5] a tab that slept is caught up within a second of waking, at once and not word by word', async ({
  app,
  device,
  playwright,
  launchOptions,
}) => {
  const awake = await device.openTab();
  await awake.begin('count to 420 at 30 per second');
  await awake.reaches(10);
  const browser = await playwright.chromium.launch(launchOptions);
  try {
    const sleeper = await Device.open(browser, { origin: app.url, cookies: await device.cookies() });
    const asleep = await sleeper.openTab(awake);
    await asleep.reaches(20);
    await recordCounts(asleep.page);
    const renderers = await findRenderers(browser);

    const from = await asleep.count();
    // As a closed lid stops it: no event tells the page.
    for (const pid of renderers) process.kill(pid, 'SIGSTOP');
    await awake.reaches((await awake.count()) + 200);
    const to = await awake.count();
    for (const pid of renderers) process.kill(pid, 'SIGCONT');
    await asleep.reaches(to, toLimit(1_000));
    // What the browser had taken in, what waited before it, and a word or two from before the lid fell.
    expect(await countSteps(asleep.page, { from, to })).toBeLessThanOrEqual(8);

    await Promise.all([asleep.completes(420), awake.completes(420)]);
    expect(sleeper.faults).toEqual([]);
  } finally {
    await browser.close();
  }
});

/** The processes that pages of a browser run in. */
async function findRenderers(browser: Browser): Promise<number[]> {
  const devTools = await browser.newBrowserCDPSession();
  const { processInfo } = await devTools.send('SystemInfo.getProcessInfo');
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}
