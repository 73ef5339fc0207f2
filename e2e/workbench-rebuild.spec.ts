import { expect, test } from './fixtures.ts';
import { withServers } from './servers.ts';
import { ToolView } from './tool-view.ts';
import { runSql } from './tools/postgres.ts';

test('a sandbox that nobody uses is dropped, and is made again from the session’s log when somebody does', async ({
  openDevice,
}) => {
  await withServers({ env: { HOLDFAST_SANDBOX_IDLE_MS: '1000' } }, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    const isDropped = async () =>
      (await runSql(app.databaseUrl, 'SELECT 1 FROM sandbox')).length === 0 ? 'dropped' : 'there';
    const device = await openDevice({ origin: app.url });
    const view = new ToolView(await device.openTab());
    const { session } = view;
    await session.begin('migrate add_piers: create table public.piers (id integer primary key)');
    await view.asks();
    await view.press('Approve');
    await view.completes('output-available');
    await session.send('run SQL: insert into public.piers select generate_series(1, 7)');
    await view.asks();
    await view.press('Approve');
    await view.completes('output-available');
    // What was refused by a person or by Postgres is not in it.
    await session.send('run SQL: insert into public.piers values (1)');
    await view.asks();
    await view.press('Approve');
    await view.completes('output-error');

    await expect.poll(isDropped).toBe('dropped');
    await session.send('run SQL: select count(*)::int as piers from public.piers');
    await view.completes('output-available');
    await expect(session.answers.last()).toContainText('[[7]]');
    await expect.poll(isDropped).toBe('dropped');
    await session.page.getByRole('button', { name: 'Workbench', exact: true }).click();
    const panel = session.page.getByRole('group', { name: 'Workbench' });
    await expect(panel.getByRole('button', { name: /^piers 7 rows/ })).toBeVisible();
    await expect(panel.getByRole('region', { name: 'Migrations' })).toContainText('add_piers');
  });
});
