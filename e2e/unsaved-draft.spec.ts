import { createId } from '#lib/base/ids.ts';
import { createConnection } from '#lib/db/client.ts';
import { expect, test } from './fixtures.ts';

test('a scenario draft is not left with unsaved words unasked', async ({ app, device }) => {
  const { page } = await device.openTab();
  const draftId = createId();
  const connection = createConnection({ url: app.databaseUrl, name: 'e2e' });
  await connection.connect();
  const userId = await device.findUserId();
  await connection.query(`UPDATE "user" SET role = 'admin' WHERE id = $1`, [userId]);
  await connection.query(
    `INSERT INTO scenario_draft (id, skill_name, slug, title, prompt, seed, checks, trace, note, source_session_id,
      source_message_id, created_by)
    VALUES ($1, 'workbench', 'ferries', 'Ferries', 'Make ferries.', '', '{"checks":[]}', '{"calls":[],"answer":""}', '', $2, $3, $4)`,
    [draftId, createId(), createId(), userId],
  );
  await connection.end();

  await page.goto(`${app.url}/admin/feedback/drafts/${draftId}`);
  const title = page.getByRole('textbox', { name: 'Title' });
  const wayBack = page.getByRole('link', { name: 'Scenario drafts' });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await title.fill('Ferries that sink');
  await wayBack.click();
  await question.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(title).toHaveValue('Ferries that sink');

  await wayBack.click();
  await question.getByRole('button', { name: 'Save and leave' }).click();
  await page.waitForURL(/\/drafts$/);
  await expect(page.getByRole('link', { name: 'Ferries that sink' })).toBeVisible();
});
