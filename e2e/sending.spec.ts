import { expect, test } from './fixtures.ts';

test('[U1] a message is shown at once as sending, and is sent when the server has it', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);

  network.blackhole();
  await session.send('count to 4');
  await expect(session.composer).toHaveValue('');
  await expect(session.own.last()).toHaveAttribute('data-send-state', 'sending');
  await expect(session.own.last()).toContainText('Sending');
  network.resume();
  await expect(session.own.last()).toHaveAttribute('data-send-state', 'sent');
  await session.completes(4);
});

test('[U2] what is written offline waits, survives its page, and is sent once, in order', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  const path = `/s/${session.sessionId}`;

  await device.context.setOffline(true);
  network.cut();
  await session.send('count to 4');
  await session.send('count to 5');
  const waiting = session.own.filter({ hasText: 'Waiting for connection' });
  await expect(waiting).toHaveCount(2);
  await session.page.close();

  network.resume();
  await device.context.setOffline(false);
  const back = await device.openTab(path);
  await expect(back.answers).toHaveCount(3);
  await back.completes(4, { answer: back.answers.nth(1) });
  await back.completes(5);
  await expect(back.own).toHaveText([/count to 3/, /count to 4/, /count to 5/]);
});

test('[U2] a session born offline opens at once, and is answered when the network is back', async ({
  network,
  openDevice,
}) => {
  const device = await openDevice({ origin: network.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  const online = session.page.url();
  await session.page.getByRole('link', { name: 'New session', exact: true }).click();
  await device.context.setOffline(true);
  network.cut();

  await session.send('count to 6');
  await expect(session.own).toContainText('Waiting for connection');
  expect(session.page.url()).not.toBe(online);
  await expect(
    session.page.getByRole('navigation', { name: 'Sessions' }).getByText('not sent yet'),
  ).toBeAttached();

  network.resume();
  await device.context.setOffline(false);
  await session.completes(6);
  await expect(session.own).toHaveAttribute('data-send-state', 'sent');
});

test('[U1] a message that twice loses its socket has failed: it can be sent again, edited or thrown away', async ({
  frameProxy,
  openDevice,
}) => {
  const device = await openDevice({ origin: frameProxy.url });
  const session = await device.openTab();
  await session.begin('count to 3');
  await session.completes(3);
  const last = session.own.last();

  const fail = async (text: string): Promise<void> => {
    frameProxy.swallowsMessages = true;
    const before = frameProxy.swallowed;
    await session.send(text);
    for (const times of [1, 2]) {
      await expect.poll(() => frameProxy.swallowed).toBe(before + times);
      frameProxy.drop();
    }
    await expect(last).toHaveAttribute('data-send-state', 'failed');
    frameProxy.swallowsMessages = false;
  };

  await fail('count to 4');
  await expect(last.getByRole('alert')).toContainText('Not sent');
  await last.getByRole('button', { name: 'Retry' }).click();
  await session.completes(4);

  await fail('count to 5 please');
  await last.getByRole('button', { name: 'Edit' }).click();
  await expect(session.composer).toBeFocused();
  await expect(session.composer).toHaveValue('count to 5 please');
  await session.send('count to 5');
  await session.completes(5);

  await fail('never mind');
  await last.getByRole('button', { name: 'Discard' }).click();
  await session.page.reload();
  await expect(session.own).toHaveText([/count to 3/, /count to 4/, /count to 5/]);
  await expect(session.answers).toHaveCount(3);
});

test('[L5] a double click and a second Enter send once', async ({ device }) => {
  const session = await device.openTab();
  await session.composer.fill('count to 3');
  await session.page.getByRole('button', { name: 'Send', exact: true }).dblclick();
  await session.completes(3);
  await session.composer.fill('count to 4');
  await session.composer.press('Enter');
  await session.composer.press('Enter');
  await session.completes(4);
  await expect(session.own).toHaveCount(2);
  await expect(session.answers).toHaveCount(2);
});

test('a text over the limit stays in the composer and says by how much', async ({ device }) => {
  const session = await device.openTab();
  await session.composer.fill('x'.repeat(100_002));
  await expect(session.page.getByText('2 too many')).toBeVisible();
  await session.composer.press('Enter');
  await expect(session.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled();
  await expect(session.composer).toHaveValue(/^x{1000}/);
  await expect(session.page).toHaveURL(`${device.origin}/`);
});
