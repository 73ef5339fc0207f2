import { expect, test } from './fixtures.ts';

test('a visitor writes and is answered at once: no account, no key, and honest about it', async ({
  device,
}) => {
  const session = await device.openTab();
  await expect(session.page.getByText('it is scripted')).toBeVisible();

  await session.begin('count to 60 at 40 per second');
  await expect(session.own).toHaveText(/count to 60/);
  await session.reaches(5);
  await expect(session.answers).toHaveAttribute('aria-busy', 'true');
  await session.completes(60);
  await expect(session.answers.getByText('Scripted demo')).toBeVisible();
});
