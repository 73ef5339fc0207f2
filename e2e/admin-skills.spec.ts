import { expect, test } from './admin-page.ts';
import { SkillPage } from './skill-page.ts';
import { runSql } from './tools/postgres.ts';

// They write the one draft of the one skill.
test.describe.configure({ mode: 'default' });

test.afterEach(async ({ quickApp }) => {
  await runSql(quickApp.databaseUrl, 'DELETE FROM skill_draft');
});

test('[X67] of two admins who edit a skill, the second is shown what the first wrote, and both texts are kept', async ({
  quickApp,
  openDesk,
}) => {
  const [ada, ben] = [await openDesk(quickApp, 'Ada'), await openDesk(quickApp, 'Ben')];
  const first = new SkillPage(await ada.open('/admin/skills/workbench'));
  const second = new SkillPage(await ben.open('/admin/skills/workbench'));
  await first.addLine('the docs say how', 'Ada asks for patience.');
  await first.save();

  await second.addLine('# Workbench', 'Ben asks for haste.');
  await second.saveButton.click();
  const conflict = second.page.getByRole('dialog', { name: 'Somebody else wrote here meanwhile' });
  await expect(conflict).toContainText('Ada saved the draft');
  await expect(conflict).toContainText('Ada asks for patience.');
  await expect(conflict).toContainText('Ben asks for haste.');
  await conflict.getByRole('button', { name: 'Merge by hand' }).click();
  await expect(second.editor).toContainText('Ben asks for haste.');
  const place = second.editor.locator('.cm-deletedChunk').filter({ hasText: 'Ada asks for patience.' });
  await place.getByRole('button', { name: 'Take theirs' }).click();
  await second.save();

  await first.page.reload();
  await expect(first.editor).toContainText('Ada asks for patience.');
  await expect(first.editor).toContainText('Ben asks for haste.');
  await expect(first.page.getByText('by Ben')).toBeVisible();
});

test('[X66] a hostile SKILL.md is refused with its lines, kept by nobody, and stays in the editor', async ({
  quickApp,
  openDesk,
}) => {
  const desk = await openDesk(quickApp, 'Ada');
  const skill = new SkillPage(await desk.open('/admin/skills/workbench'));
  const head = ['---', 'name: workbench', 'description: What it is about, and when to use it.', '---', ''];
  const lines = [
    'Use {{process.env}} here.',
    'a\0b',
    'a\u202Eb',
    'Read `references/functions.md` before all.',
  ];
  await skill.paste([...head, ...lines].join('\n'));
  await expect(skill.findings).toContainText('SKILL.md:6 template');
  await expect(skill.findings).toContainText('SKILL.md:7 unreadable');
  await expect(skill.findings).toContainText('SKILL.md:8 hidden');
  await expect(skill.page.getByRole('button', { name: 'Make a version' })).toBeDisabled();
  await refuses(skill);

  await skill.paste(['---', 'name: workbench', 'description: !!js/function "x"', '---', 'Text.'].join('\n'));
  await expect(skill.findings).toContainText('SKILL.md:3 front-matter');
  await skill.paste('crab '.repeat(400_000));
  await expect(skill.findings).toContainText('too-large');
  await refuses(skill);
  await expect(skill.editor).toContainText('crab crab');
  expect(await runSql(quickApp.databaseUrl, 'SELECT * FROM skill_draft')).toEqual([]);
});

async function refuses({ page, saveButton }: SkillPage): Promise<void> {
  await saveButton.click();
  await expect(page.getByRole('alert').filter({ hasText: 'Your text is as it was.' })).toBeVisible();
}
