import type { Page } from '@playwright/test';
import { type AdminDesk, expect, quickModels, signUp, test } from './admin-page.ts';
import { startEvals } from './eval-page.ts';
import type { Device } from './device.ts';
import { createPhoneLook, createTwoSchemeLook, layouts, type Look } from './look.ts';
import { withServers } from './servers.ts';
import { SkillPage } from './skill-page.ts';
import type { AppProcess } from './tools/app-process.ts';
import { runSql } from './tools/postgres.ts';

// The pictures are the record here; a trace of each would cost more than the test.
test.use({ trace: 'off' });

/** Colours are measured where the page is wide; on a phone it is what hangs on its layout. */
const looks: Readonly<Record<(typeof layouts)[number][0], Look>> = {
  desktop: createTwoSchemeLook('desktop'),
  phone: createPhoneLook(),
};

test('pages of admins are accessible and looked at', async ({ openDesk, openDevice }) => {
  test.slow();
  await withServers({ env: quickModels }, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    for (const [layout, options] of layouts) {
      const guest = await openDevice({ origin: app.url, context: options });
      const { page } = await guest.openTab('/admin/claim#a-token');
      await expect(page.getByRole('link', { name: 'Create an account' })).toBeVisible();
      await looks[layout](page, 'admin-claim');
      await page.close();
    }
    const desk = await openDesk(app, 'Ada Lovelace');
    const paths = await makeData(app, desk, await openDevice({ origin: app.url }));
    const cookies = await desk.device.cookies();
    for (const [layout, options] of layouts) {
      const look = looks[layout];
      const context = { ...options, reducedMotion: 'reduce' } as const;
      const device = await openDevice({ origin: app.url, cookies, context });
      const page = await device.context.newPage();
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(`${app.url}${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        // What comes with code of its own: the editor, the differences, the chart.
        await expect(page.locator('main .animate-breathe.bg-hover:visible')).toHaveCount(0);
        await look(page, `admin-${name}`);
        expect.soft(await isTooWide(page), `${name} is within the window`).toBe(false);
      }
      await lookAtSkill(page, app, look);
      await page.close();
    }
  });
});

/** A version that lost a rule, its evals, and somebody who uses the product. Answers with the pages that show them. */
async function makeData(app: AppProcess, desk: AdminDesk, person: Device): Promise<Record<string, string>> {
  await signUp(person, 'A very long name that has no room in any table of users');
  const session = await person.openTab();
  await session.begin('count to 1000 at 2 per second');
  await session.reaches(1);
  await session.page.close();
  const skill = new SkillPage(await desk.open('/admin/skills/workbench'));
  await skill.removeLine('[S01|must] Create every view');
  await skill.removeLine('keep it in `private`, away from API roles');
  const made = await skill.makeVersion('Views are common knowledge.');
  await made.getByRole('link', { name: 'Run the evals' }).click();
  const evals = await startEvals(skill.page, {
    scenarios: ['view-invoker', 'audit-only'],
    conditions: ['MCP', 'MCP + skill'],
    repeats: 1,
  });
  await evals.completes(8);
  const [trial] = await runSql<{ id: string }>(
    app.databaseUrl,
    `SELECT id FROM eval_trial WHERE eval_run_id = $1 AND scenario_id = 'view-invoker'
       AND condition = 'mcp+skill' AND model_id LIKE '%kelp'`,
    [evals.evalRunId],
  );
  const [version] = await runSql<{ hash: string }>(
    app.databaseUrl,
    "SELECT hash FROM skill_label WHERE label = 'staging'",
  );
  await skill.page.close();
  const run = `/admin/evals/${evals.evalRunId}`;
  return {
    overview: '/admin',
    skills: '/admin/skills',
    'skill-diff': '/admin/skills/workbench?view=diff',
    'skill-history': '/admin/skills/workbench?view=history',
    'skill-usage': '/admin/skills/workbench?view=usage',
    evals: '/admin/evals',
    'evals-run': run,
    'evals-run-rules': `${run}?axis=rules`,
    'evals-trials': `${run}/trials?scenario=view-invoker`,
    'evals-trial': `${run}/trials/${trial?.id}`,
    trends: '/admin/evals/trends',
    rules: `/admin/rules?skill=workbench&version=${version?.hash}`,
    feedback: '/admin/feedback',
    drafts: '/admin/feedback/drafts',
    runs: '/admin/runs',
    users: '/admin/users',
    audit: '/admin/audit',
  };
}

/** The editor with findings, and the dialogs on the way to production. */
async function lookAtSkill(page: Page, app: AppProcess, look: Look): Promise<void> {
  await page.goto(`${app.url}/admin/skills/workbench`);
  const skill = new SkillPage(page);
  await skill.addLine('the docs say how', 'Use {{process.env}} for `read_docs`.');
  await expect(skill.findings).toContainText('template');
  await look(page, 'admin-skill');
  await page.getByRole('button', { name: /^Publish \d+$/ }).click();
  const publish = page.getByRole('dialog', { name: /^Publish version/ });
  await expect(publish).toContainText('The gate is closed.');
  await look(page, 'admin-skill-publish');
  await publish.getByLabel('Why it goes there all the same').fill('To be looked at, and no further.');
  await publish.getByRole('button', { name: 'Publish past the gate' }).click();
  await expect(page.getByRole('dialog', { name: 'Type your password' })).toBeVisible();
  await look(page, 'admin-password');
  await page.keyboard.press('Escape');
}

/** Tables scroll by themselves; a page that does so sideways hides half of what is on it. */
function isTooWide(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth;
  });
}
