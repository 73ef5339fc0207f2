import { expect, test } from './fixtures.ts';
import { ToolView } from './tool-view.ts';
import { SandboxDatabase } from './tools/sandbox-database.ts';

test('[R7] a provider that asks for patience is waited for, and the wait is counted down', async ({
  device,
}) => {
  const session = await device.openTab();
  await session.begin('count to 20 [fault: 429 retry-after 4 times 1]');
  const answer = session.answers.last();
  await expect(answer).toContainText(/asks for patience: trying again in [0-4] s/);
  await expect(answer).toHaveAttribute('data-phase', 'suspended');
  await session.completes(20);
  await session.send('count to 20 [fault: 529 times 1]');
  await session.completes(20);
});

test('[R4] a provider that stumbles after a tool has run costs time: the tool does not run again', async ({
  app,
  device,
}) => {
  const view = new ToolView(await device.openTab());
  const { session } = view;
  await session.begin('run SQL: create table public.piers (id integer) [fault: 500 in step 2 times 1]');
  await view.completes('output-available');
  for (const [id, fault] of [
    'cut at 2 in step 2 times 1',
    'malformed at 2 in step 2 times 1',
    'cut at 6 in step 1 times 1',
  ].entries()) {
    await session.send(`run SQL: insert into public.piers values (${id}) [fault: ${fault}]`);
    await view.asks();
    await view.press('Approve');
    await expect(session.answers.last()).toHaveAttribute('data-phase', 'complete');
  }
  expect(await new SandboxDatabase(app, session).countRows('public.piers')).toBe(3);
});

for (const fault of ['finish twice', 'content after finish', 'unknown part'] as const) {
  test(`[R1] [C3] a provider that sends “${fault}” changes nothing: one answer, one end`, async ({
    device,
  }) => {
    const view = new ToolView(await device.openTab());
    await view.session.begin(`call list_migrations with {} [fault: ${fault}]`);
    await view.completes('output-available');
    await view.session.send(`count to 30 [fault: ${fault}]`);
    await view.session.completes(30);
  });
}

test('[R7] a provider that sends too much at once is cut off, and a large word is only a word', async ({
  device,
}) => {
  const session = await device.openTab();
  await session.begin('repeat after me: one two three four [fault: 1mb token]');
  await expect(session.answers).toHaveAttribute('data-phase', 'complete');
  await expect(session.answers.locator('.answer').first()).toContainText(/x{1000}/);
  await session.send('hello [fault: 30mb token]');
  await expect(session.answers.last()).toHaveAttribute('data-phase', 'failed');
  await expect(session.answers.last()).toContainText(/sent more than is accepted|longest this server stores/);
  await session.send('count to 5');
  await session.completes(5);
});
