import { confirmPassword, expect, quickModels, test } from './admin-page.ts';
import { startEvals } from './eval-page.ts';
import { withServers } from './servers.ts';
import type { SessionPage } from './session-page.ts';
import { SkillPage } from './skill-page.ts';
import { ToolView } from './tool-view.ts';
import { runSql } from './tools/postgres.ts';

const reference = [
  '# Views',
  '',
  '- [S01|must] Create every view over protected tables `with (security_invoker = true)`.',
  '',
  'Ask as a member of another team before you say that it works.',
].join('\n');

test('a rule is edited away, missed, brought back, tried, published through the gate, followed, and rolled back', async ({
  openDesk,
  openDevice,
}) => {
  test.slow();
  await withServers({ env: quickModels }, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    const person = await openDevice({ origin: app.url });
    const session = await person.openTab();
    await asksForAudit(session);
    await expect(session.answers.last()).toContainText(`workbench ${await findVersion(app.databaseUrl, 1)}`);

    const desk = await openDesk(app, 'Robin');
    const skill = new SkillPage(await desk.open('/admin/skills/workbench'));
    const { page } = skill;
    await skill.removeLine('[S01|must] Create every view');
    await skill.removeLine('keep it in `private`, away from API roles');
    await skill.addLine(
      '`references/existing-data.md`',
      '- `references/views.md`: before you create a view.',
    );
    await page.getByRole('button', { name: 'Add a reference' }).click();
    await page.getByLabel('Name of the reference').fill('views');
    await page.keyboard.press('Enter');
    await expect(skill.editor).toHaveAttribute('aria-label', 'references/views.md');
    await skill.paste(reference);
    await expect(skill.findings).toContainText('must-in-reference');
    await expect(skill.findings.getByRole('status')).not.toContainText('error');
    const made = await skill.makeVersion('S01 stands where agents may look.');
    await expect(made).toHaveAccessibleName('Version 2 is made');

    await made.getByRole('link', { name: 'Run the evals' }).click();
    await page.waitForURL(/\/admin\/evals\?/);
    const affected = await startEvals(page, { scenarios: ['view-invoker'], repeats: 1 });
    await affected.completes(6);
    await expect(affected.cell('view-invoker, MCP + skill, coral')).toHaveAttribute('data-state', 'passed');
    for (const place of ['MCP + skill, kelp', 'MCP, kelp', 'MCP, coral', 'Baseline, kelp'])
      await expect(affected.cell(`view-invoker, ${place}`)).toHaveAttribute('data-state', 'failed');
    await page.getByRole('navigation', { name: 'Rows' }).getByRole('link', { name: 'Rules' }).click();
    await expect(affected.cell('S01, MCP + skill, kelp')).toHaveAttribute('data-state', 'failed');
    await expect(affected.cell('S01, MCP + skill, coral')).toHaveAttribute('data-state', 'passed');

    // Its trial: the session as it went, what was checked with what was seen, what it left.
    await affected.cell('S01, MCP + skill, kelp').click();
    await expect(page.getByRole('article', { name: 'Answer' })).toContainText('Record a migration done');
    await expect(page.getByRole('listitem').filter({ hasText: 'Failed: ' }).first()).toContainText('S01');
    await expect(page.getByText('team_task_summary').last()).toBeVisible();

    await page.goto(
      `${app.url}/admin/rules?skill=workbench&version=${await findVersion(app.databaseUrl, 2)}`,
    );
    const suggestion = page.getByRole('listitem').filter({ hasText: 'Move into SKILL.md: S01' });
    await expect(suggestion).toContainText('references/views.md was not read in 1 of these 1');
    await expect(suggestion.getByRole('group', { name: 'Changes of SKILL.md' })).toContainText(
      'added: - [S01|must]',
    );
    await suggestion.getByRole('button', { name: 'Accept' }).click();
    await suggestion.getByRole('button', { name: 'Test 1 scenario again' }).click();
    await suggestion.getByRole('button', { name: 'Start the test of version 3' }).click();
    await page.waitForURL(/\/admin\/evals\/[0-9a-f-]{36}$/);
    await affected.completes(6);
    await expect(affected.cell('view-invoker, MCP + skill, kelp')).toHaveAttribute('data-state', 'passed');

    // The gate wants to see everything, and says so.
    await page.goto(`${app.url}/admin/skills/workbench`);
    const closed = await skill.openPublish(3);
    await expect(closed).toContainText('The gate is closed.');
    await expect(closed).toContainText('the newest is without 17 of 18 scenarios');
    await expect(closed.getByRole('button', { name: 'Publish past the gate' })).toBeDisabled();
    await closed.getByRole('link', { name: 'Run the evals' }).click();
    await page.waitForURL(/\/admin\/evals\?/);
    const whole = await startEvals(page, { conditions: ['MCP + skill'], repeats: 1 });
    await whole.completes(36);
    await expect(page.getByText('2 from the cache')).toBeVisible();

    await page.goto(`${app.url}/admin/skills/workbench`);
    const open = await skill.openPublish(3);
    await expect(open).toContainText('The gate is open.');
    await open.getByRole('button', { name: 'Publish', exact: true }).click();
    await confirmPassword(page);
    await expect(page.getByText('production 3')).toBeVisible();

    // The session that was open all the time follows it with its next answer.
    await asksForAudit(session);
    const followed = session.answers.last();
    await expect(followed).toContainText(`workbench ${await findVersion(app.databaseUrl, 3)}`);
    const reads = new ToolView(session).calls.filter({ hasText: 'references/views.md' });
    await expect(reads).toHaveCount(1);

    await page.getByRole('button', { name: 'Roll back' }).click();
    await page
      .getByRole('dialog', { name: 'Roll back to version 1' })
      .getByRole('button', { name: 'Roll back' })
      .click();
    await expect(page.getByText('production 1')).toBeVisible();
    await asksForAudit(session);
    await expect(session.answers.last()).toContainText(`workbench ${await findVersion(app.databaseUrl, 1)}`);
    await expect(reads).toHaveCount(1);
  });
});

/** A question that changes nothing, so nobody has to be asked. */
async function asksForAudit(session: SessionPage): Promise<void> {
  const text = 'Is anything here unsafe?';
  const before = await session.answers.count();
  if (before === 0) await session.begin(text);
  else await session.send(text);
  await expect(session.answers).toHaveCount(before + 1);
  await expect(session.answers.last()).toHaveAttribute('data-phase', 'complete');
}

/** As answers name it. */
async function findVersion(databaseUrl: string, number: number): Promise<string> {
  const [version] = await runSql<{ name: string }>(
    databaseUrl,
    `SELECT left(hash, 12) AS name FROM skill_version WHERE skill_name = 'workbench' AND number = $1`,
    [number],
  );
  return version?.name ?? 'no version';
}
