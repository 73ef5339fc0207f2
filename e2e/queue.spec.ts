import { expect, test } from './fixtures.ts';

test('[C6] the queue is one on every tab: added to, edited, moved, emptied and taken from anywhere', async ({
  device,
}) => {
  const first = await device.openTab();
  await first.begin('count to 3000 at 30 per second');
  await first.reaches(5);
  const second = await device.openTab(first);
  await second.reaches(5);
  const shows = (...texts: string[]) =>
    Promise.all(
      [first, second].map((tab) =>
        expect(tab.queued).toHaveText(texts.map((text) => new RegExp(`^${text}`))),
      ),
    );

  await first.send('count to 4');
  await first.send('count to 5');
  await second.send('count to 6');
  await shows('count to 4', 'count to 5', 'count to 6');
  await expect(second.queue).toContainText('3 messages queued');

  await second.queued.first().getByRole('button', { name: 'Edit' }).click();
  await second.page.getByRole('textbox', { name: 'Queued message' }).fill('count to 7');
  await second.page.getByRole('button', { name: 'Save' }).click();
  await shows('count to 7', 'count to 5', 'count to 6');

  await first.queued.last().getByRole('button', { name: 'Move up' }).click();
  await shows('count to 7', 'count to 6', 'count to 5');
  await second.queued.nth(1).getByRole('button', { name: 'Remove' }).click();
  await shows('count to 7', 'count to 5');

  await first.stopButton.click();
  await expect(second.queue).toContainText('Paused until you send one');
  await second.queued.first().getByRole('button', { name: 'Send now' }).click();
  await Promise.all([first, second].map((tab) => tab.completes(5)));
  await expect(first.own).toHaveText([/count to 3000/, /count to 7/, /count to 5/]);
  await expect(first.queue).toHaveCount(0);
});

test('[C6] a queued message is taken when the answer has ended, also with nobody there', async ({
  device,
}) => {
  const session = await device.openTab();
  await session.begin('count to 150 at 30 per second');
  await session.reaches(5);
  await session.send('count to 5');
  await expect(session.queued).toHaveCount(1);
  const path = `/s/${session.sessionId}`;
  await session.page.close();

  const back = await device.openTab(path);
  await back.completes(150, { answer: back.answers.first() });
  await expect(back.answers).toHaveCount(2);
  await back.completes(5);
  await expect(back.queue).toHaveCount(0);
});
