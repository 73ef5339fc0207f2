import { expect, test } from './fixtures.ts';
import { countNumbers } from './session-page.ts';

test('[U3] a reload in the middle of an answer shows what was there, and goes on', async ({ device }) => {
  const session = await device.openTab();
  await session.begin('count to 300 at 40 per second');
  await session.reaches(30);
  const shown = await session.count();

  const html = await session.page.request.get(session.page.url()).then((answer) => answer.text());
  const counted = [...html.matchAll(/>(1 2 [\d ]*)</g)].map(([, text = '']) => countNumbers(text));
  expect(Math.max(...counted), 'the HTML holds the answer so far').toBeGreaterThanOrEqual(shown);

  await session.page.reload({ waitUntil: 'commit' });
  await session.reaches(shown);
  await session.completes(300);
  await expect(session.own).toHaveCount(1);
});

test('[U3] without any script the page has the answer in progress', async ({ device, openDevice }) => {
  const session = await device.openTab();
  await session.begin('count to 200 at 30 per second');
  await session.reaches(20);
  const shown = await session.count();

  const plain = await openDevice({
    origin: device.origin,
    cookies: await device.cookies(),
    context: { javaScriptEnabled: false },
  });
  const reader = await plain.openTab(session);
  expect(await reader.count()).toBeGreaterThanOrEqual(shown);
  await expect(reader.own).toContainText('count to 200');
  await session.completes(200);
});

test('a draft survives a reload, and an unsent one is not sent by it', async ({ device }) => {
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  await session.composer.fill('half a thought');
  await session.page.reload();
  await expect(session.composer).toHaveValue('half a thought');
  await expect(session.own).toHaveCount(1);
});
