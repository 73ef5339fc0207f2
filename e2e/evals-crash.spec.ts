import type { Page } from '@playwright/test';
import { expect, test, type AdminDesk } from './admin-page.ts';
import { startEvals, type EvalPage } from './eval-page.ts';
import { withServers } from './servers.ts';
import type { AppProcess } from './tools/app-process.ts';
import { runSql } from './tools/postgres.ts';

/** Slow enough to be killed in the middle of some answers, with others done and others not begun. */
const env = { DEMO_MODEL_WORDS_PER_SECOND: '150', HOLDFAST_EVAL_TRIALS: '3' };
const choice = { scenarios: ['audit-only', 'scoped-delete'], repeats: 1 };
const trials = 12;

test('[F47] two admins start the same evals and get one run; its server is killed, and both tabs see it end, no trial tried twice', async ({
  openDesk,
}) => {
  await withServers({ env }, async ([app]) => {
    if (!app) throw new Error('cannot go on: there is no server');
    const [ada, ben] = [await openDesk(app, 'Ada'), await openDesk(app, 'Ben')];
    const [one, other] = await Promise.all([start(ada), start(ben)]);
    expect(other.evalRunId).toBe(one.evalRunId);
    const joined = [one, other].filter(({ page }) => page.url().endsWith('?joined=1'));
    expect(joined, 'who came second is told so').toHaveLength(1);
    const loads = [await countLoads(one), await countLoads(other)];

    await expect.poll(async () => (await one.ended()).ended, { timeout: 30_000 }).toBeGreaterThanOrEqual(3);
    const live = await openLiveTrial(app, ada);
    await app.kill();
    const before = await readTrials(app);
    const graded = before.filter(({ status }) => status === 'graded');
    expect(graded.length, 'it was killed in the middle').toBeLessThan(trials);
    await app.start();

    await Promise.all([one.completes(trials), other.completes(trials)]);
    await expect(live.locator('li[data-status]').first(), 'its checks came by themselves').toBeVisible();
    await expect(live.getByRole('article', { name: 'Answer' })).toHaveAttribute('data-phase', 'complete');
    expect([await countLoads(one), await countLoads(other)], 'no tab was loaded anew').toEqual(loads);
    const after = await readTrials(app);
    expect(after.map(({ status, attempt }) => [status, attempt])).toEqual(after.map(() => ['graded', 1]));
    expect(after.filter(({ id }) => graded.some((trial) => trial.id === id))).toEqual(graded);
    const begun = before.filter(({ session_id }) => session_id !== null);
    for (const { id, session_id } of begun)
      expect(after.find((trial) => trial.id === id)?.session_id, 'it went on where it was').toBe(session_id);
    const [runs] = await runSql<{ count: string }>(
      app.databaseUrl,
      `SELECT count(*) FROM run WHERE session_id IN (SELECT session_id FROM eval_trial)`,
    );
    expect(Number(runs?.count), 'one answer for each trial').toBe(trials);
  });
});

async function start(desk: AdminDesk): Promise<EvalPage> {
  return startEvals(await desk.open('/admin/evals?skill=workbench'), choice);
}

/** The page of a trial that is under way. */
async function openLiveTrial(app: AppProcess, desk: AdminDesk): Promise<Page> {
  const page = await desk.device.context.newPage();
  await expect(async () => {
    const trial = (await readTrials(app)).findLast(({ status }) => status === 'running');
    await page.goto(`${app.url}/admin/evals/trials/${trial?.id}`);
    await expect(page.getByText('The model is at work.')).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 20_000 });
  return page;
}

/** How often the document of a tab was loaded: what is written onto it goes with it. */
function countLoads({ page }: EvalPage): Promise<number> {
  return page.evaluate(() => performance.timeOrigin);
}

interface TrialRow {
  id: string;
  status: string;
  attempt: number;
  session_id: string | null;
  ended_at: Date | null;
  is_passed: boolean | null;
  checks: unknown;
}

function readTrials({ databaseUrl }: AppProcess): Promise<TrialRow[]> {
  return runSql<TrialRow>(
    databaseUrl,
    `SELECT id, status, attempt, session_id, ended_at, is_passed,
       (SELECT json_agg(eval_check ORDER BY position) FROM eval_check WHERE trial_id = eval_trial.id) AS checks
     FROM eval_trial ORDER BY position`,
  );
}
