import { expect, test as base } from './fixtures.ts';
import { withServers } from './servers.ts';
import { ToolView } from './tool-view.ts';
import type { AppProcess } from './tools/app-process.ts';

/** Budgets that a few words use up, and waits that a test can wait for. */
const tight = {
  HOLDFAST_RUN_TOOL_CALLS: '5',
  HOLDFAST_USER_DAY_COST_USD: '0.3',
  HOLDFAST_MODEL_PRICES: '{"demo:coral":{"input":0,"output":1000},"demo:kelp":{"input":0,"output":1}}',
  HOLDFAST_ANSWER_BYTES: '150000',
  HOLDFAST_TOOL_TIMEOUT_MS: '1500',
  HOLDFAST_APPROVAL_EXPIRY_MS: '1500',
  HOLDFAST_FIRST_CHUNK_TIMEOUT_MS: '1500',
  HOLDFAST_BETWEEN_CHUNKS_TIMEOUT_MS: '1000',
  HOLDFAST_PROVIDER_BACKOFF_MS: '100',
  HOLDFAST_PROVIDER_RETRIES: '1',
};

const test = base.extend<object, { tightApp: AppProcess }>({
  tightApp: [
    async ({ playwright: _ }, provide) => {
      await withServers({ env: tight }, async ([app]) => {
        if (app) await provide(app);
      });
    },
    { scope: 'worker' },
  ],
});

test('a budget is told of before it bites, and says what to do when it does', async ({
  tightApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: tightApp.url });
  const view = new ToolView(await device.openTab());
  const { session } = view;
  await session.chooseModel(/Kelp/);
  await session.begin('call search_docs with {"query": "policies"} 7 times');
  const answer = session.answers.last();
  await expect(answer).toHaveAttribute('data-phase', 'failed');
  await expect(answer.getByRole('note')).toHaveText('This answer has used 4 of 5 tool calls');
  await expect(answer).toContainText('The agent used tools as often as one answer may.');
  await expect(view.calls.and(session.page.locator('[data-tool-state="output-available"]'))).toHaveCount(5);
  await expect(view.calls.last()).toHaveAttribute('data-tool-state', 'abandoned');
  await answer.getByRole('button', { name: 'Continue' }).click();
  await expect(session.answers).toHaveCount(2);
});

test('money: what an answer costs is shown, what is left of the day warns, and then nothing more is taken', async ({
  tightApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: tightApp.url });
  const session = await device.openTab();
  await session.begin('count to 100 at 400 per second');
  await session.completes(100);
  await expect(session.answers.getByRole('button', { name: /^Usage: .* · \$0\.1\d$/ })).toBeVisible();
  await session.send('count to 160 at 400 per second');
  await session.completes(160);
  // The next answer is warned of what the two before have cost, and the one after it is not taken at all.
  await session.send('count to 10 at 400 per second');
  await session.completes(10);
  await expect(session.answers.last().getByRole('note')).toHaveText(
    /^You have used \$0\.2\d of \$0\.30 today$/,
  );
  await session.send('count to 100 at 400 per second');
  await session.completes(100);
  await session.send('count to 3');
  const refused = session.own.last();
  await expect(refused).toHaveAttribute('data-send-state', 'failed');
  await expect(refused.getByRole('alert')).toContainText('The budget for today is used up.');
});

test('[A1] a question that nobody answers expires, and the answer goes on without it', async ({
  tightApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: tightApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.chooseModel(/Kelp/);
  await view.session.begin('migrate add_piers: create table public.piers (id integer primary key)');
  await view.asks();
  await view.completes('output-denied');
  await expect(view.calls).toContainText('Nobody answered in time');
  await expect(view.questions).toHaveCount(0);
});

test('a tool that takes too long is a result, and the answer goes on', async ({ tightApp, openDevice }) => {
  const device = await openDevice({ origin: tightApp.url });
  const view = new ToolView(await device.openTab());
  await view.session.chooseModel(/Kelp/);
  await view.session.begin('run SQL: select 1 from pg_sleep(2.9)');
  await view.completes('output-error');
  await expect(view.calls).toContainText('gave no result within 1.5 s');
});

test('[R7] a provider that stalls costs time; one that stalls for good ends the answer in words', async ({
  tightApp,
  openDevice,
}) => {
  const device = await openDevice({ origin: tightApp.url });
  const session = await device.openTab();
  await session.chooseModel(/Kelp/);
  await session.begin('count to 60 at 100 per second [fault: stall at 20 times 1]');
  await session.completes(60);
  await session.send('count to 60 at 100 per second [fault: stall at 0]');
  const answer = session.answers.last();
  await expect(answer).toHaveAttribute('data-phase', 'failed', { timeout: 30_000 });
  await expect(answer).toContainText('The model stopped answering.');
});

test('[R7] an answer without an end is cut at what this server stores', async ({ tightApp, openDevice }) => {
  const device = await openDevice({ origin: tightApp.url });
  const session = await device.openTab();
  await session.chooseModel(/Kelp/);
  await session.begin('count to 3 at 100000 per second [fault: endless]');
  const answer = session.answers.last();
  await expect(answer).toHaveAttribute('data-phase', 'failed', { timeout: 30_000 });
  await expect(answer).toContainText('The answer reached the longest this server stores.');
});
