import { expect, test } from './fixtures.ts';

test('[R4] [R7] a provider that breaks off and stumbles costs time, not words', async ({ device }) => {
  const session = await device.openTab();
  await session.begin('count to 120 at 60 per second [fault: 500 times 1] [fault: cut at 30 times 1]');
  await session.completes(120);
  await session.send('count to 60 at 60 per second [fault: malformed at 20 times 1]');
  await session.completes(60);
  await expect(session.answers).toHaveCount(2);
});

test('[R7] [R1] a provider that refuses for good ends the answer with words on what to do', async ({
  device,
}) => {
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  await session.send('count to 5 [fault: 401]');
  const answer = session.answers.last();
  await expect(answer).toHaveAttribute('data-phase', 'failed');
  await expect(answer).toContainText('refused this server’s key');
  await expect(session.announcer).toHaveText('The answer ended in an error');
  await session.send('count to 5');
  await session.completes(5);
});

test('signs that databases refuse and bytes that arrive in halves are shown whole', async ({ device }) => {
  const session = await device.openTab();
  const text = 'Zürich 🪸 東京 naïve';
  await session.begin(`repeat after me: ${text} [fault: split-utf8]`);
  await expect(session.answers).toHaveAttribute('data-phase', 'complete');
  await expect(session.answers.locator('.answer')).toHaveText(text);
  await session.send('repeat after me: one two three four [fault: nul] [fault: lone-surrogate]');
  await expect(session.answers.last()).toHaveAttribute('data-phase', 'complete');
  await expect(session.answers.last().locator('.answer')).toHaveText(/^one two three\W*four$/);
});
