import { expect, test } from './fixtures.ts';
import { ToolView } from './tool-view.ts';
import { runSql } from './tools/postgres.ts';
import { SandboxDatabase } from './tools/sandbox-database.ts';

test('[M3] the answer follows the skill in production, shows which of its files it read, and names its version', async ({
  app,
  device,
}) => {
  const view = new ToolView(await device.openTab());
  const { session } = view;
  await session.begin('Create a team_task_summary view so team members can see how their team is doing.');
  const answer = session.answers.last();
  await expect(async () => {
    const approve = view.questions.last().getByRole('button', { name: 'Approve', exact: true });
    if (await approve.isVisible()) await approve.click();
    await expect(answer).toHaveAttribute('data-phase', 'complete', { timeout: 500 });
  }).toPass({ timeout: 60_000 });

  const sandbox = new SandboxDatabase(app, session);
  const views = await sandbox.query("SELECT reloptions FROM pg_class WHERE relname = 'team_task_summary'");
  expect(views).toEqual([{ reloptions: ['security_invoker=true'] }]);
  const [production] = await runSql<{ version: string }>(
    app.databaseUrl,
    "SELECT left(hash, 12) AS version FROM skill_label WHERE skill_name = 'workbench' AND label = 'production'",
  );
  await expect(answer).toContainText(`workbench ${production?.version}`);
  await expect(view.calls.filter({ hasText: 'references/functions.md' })).toHaveCount(1);

  await answer.getByRole('button', { name: /^Usage: / }).click();
  const usage = session.page.getByRole('dialog', { name: 'Usage of this answer' });
  await expect(usage).toContainText(`Skillworkbench ${production?.version}`);
});
