import type { APIRequestContext } from '@playwright/test';
import { createId } from '#lib/base/ids.ts';
import { confirmPassword, expect, signUp, test, type AdminDesk } from './admin-page.ts';
import { startEvals } from './eval-page.ts';
import { listAdminActions, listAdminAddresses } from './tools/admin-surface.ts';
import type { AppProcess } from './tools/app-process.ts';
import { runSql } from './tools/postgres.ts';
import { rawGet } from './tools/raw-get.ts';

const nowhere = '/there-is-nothing-here';

/** How a browser asks: for a page, for what a link leads to, for what it might lead to. */
const kinds: Readonly<Record<string, Record<string, string>>> = {
  page: {},
  payload: { RSC: '1' },
  prefetch: { RSC: '1', 'Next-Router-Prefetch': '1' },
  segment: { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
};

/** Names of what there really is. */
async function makeData(app: AppProcess, desk: AdminDesk): Promise<Record<string, string>> {
  const page = await desk.open('/admin/evals?skill=workbench');
  const evals = await startEvals(page, { scenarios: ['off-topic'], conditions: ['MCP + skill'], repeats: 1 });
  await evals.completes(2);
  const { evalRunId } = evals;
  const [trial] = await runSql<{ id: string }>(
    app.databaseUrl,
    'SELECT id FROM eval_trial WHERE eval_run_id = $1 ORDER BY position LIMIT 1',
    [evalRunId],
  );
  const draftId = createId();
  await runSql(
    app.databaseUrl,
    `INSERT INTO scenario_draft (id, skill_name, slug, title, prompt, seed, checks, trace, note, source_session_id,
       source_message_id, created_by)
     VALUES ($1, 'workbench', 'a-slug', 'A title', 'A prompt', '-- none', '[]', '{"calls":[],"answer":""}', 'A note', $2, $3, $4)`,
    [draftId, createId(), createId(), await desk.device.findUserId()],
  );
  await page.close();
  return { name: 'workbench', evalRunId, trialId: trial?.id ?? '', draftId };
}

/** What is not twice the same, taken out. */
async function look(request: APIRequestContext, url: string, headers: Record<string, string>) {
  const answer = await request.get(url, { headers });
  const body = (await answer.text())
    .replaceAll(/nonce(=|\\?":)\\?"[^"]*"/g, '')
    .replaceAll(/"[\w-]{21}[vm]"/g, '"id of the request"');
  return { status: answer.status(), type: answer.headers()['content-type'], body };
}

test('[X25] [X61] [X62] no page, route or action of admins tells anybody else more than an address that leads nowhere', async ({
  quickApp,
  openDesk,
  openDevice,
}) => {
  const desk = await openDesk(quickApp, 'Ada');
  const data = await makeData(quickApp, desk);
  const addresses = listAdminAddresses(data);
  const actions = listAdminActions(data);
  expect(addresses.length).toBeGreaterThanOrEqual(18);
  expect(actions.length).toBeGreaterThanOrEqual(25);
  for (const address of addresses) {
    const answer = await desk.device.context.request.get(`${quickApp.url}${address}`);
    expect(answer.status(), `an admin is shown ${address}`).toBe(200);
  }

  const [user, guest] = [
    await openDevice({ origin: quickApp.url }),
    await openDevice({ origin: quickApp.url }),
  ];
  await signUp(user, 'Ben');
  await guest.openTab();
  await guest.findUserId();
  for (const { context } of [user, guest]) {
    // Whoever is no admin is nobody: one of the two asks in every way.
    const asked = context === user.context ? kinds : { page: {} };
    for (const [kind, headers] of Object.entries(asked)) {
      const there = await look(context.request, `${quickApp.url}${nowhere}`, headers);
      const noRoute = await look(context.request, `${quickApp.url}/api${nowhere}`, headers);
      for (const address of addresses) {
        const expected = address.startsWith('/api/') ? noRoute : there;
        const shown = await look(context.request, `${quickApp.url}${address}`, headers);
        expect(shown, `${address} as a ${kind}`).toEqual(expected);
      }
    }
    for (const { id, name, address } of actions) {
      // On the page that has it, and on one that everybody has.
      for (const path of [address, '/']) {
        const answer = await context.request.post(`${quickApp.url}${path}`, {
          headers: { origin: quickApp.url, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
          data: '[]',
        });
        expect(await answer.text(), `${name} on ${path}`).toBe('{}');
      }
    }
  }
});

test('[X62] what an admin did is refused when somebody else says it again, word for word', async ({
  quickApp,
  openDesk,
  openDevice,
}) => {
  const desk = await openDesk(quickApp, 'Ada');
  const page = await desk.device.context.newPage();
  const asking = page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
  await page.goto(`${quickApp.url}/admin/skills/workbench`);
  const asked = await asking;
  const { 'next-action': action = '', 'content-type': type = '' } = asked.headers();
  const again = (request: APIRequestContext) =>
    request.post(asked.url(), {
      headers: { origin: quickApp.url, 'next-action': action, 'content-type': type },
      data: asked.postDataBuffer() ?? '',
    });
  expect(await (await again(desk.device.context.request)).text()).toContain('"ok":true');

  const user = await openDevice({ origin: quickApp.url });
  await signUp(user, 'Ben');
  const refused = await again(user.context.request);
  expect({ status: refused.status(), body: await refused.text() }).toEqual({ status: 404, body: '{}' });
});

/** What no path of whatever spelling may lead a stranger to. */
const inside = /What the product teaches|SKILL\.md|Administration|security_invoker|"runId"/;

test('[X61] odd paths and headers lead nobody past the question who asks', async ({
  quickApp,
  openDevice,
}) => {
  const user = await openDevice({ origin: quickApp.url });
  await signUp(user, 'Ben');
  const cookie = (await user.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const paths = [
    '/admin/%2e%2e/admin/skills',
    '/x/../admin/skills',
    '/./admin/skills',
    '//admin/skills',
    '/admin//skills',
    '/admin\\skills',
    '/ADMIN/skills',
    '/%61dmin/skills',
    '/admin%2fskills',
    '/admin/skills/',
    '/admin/skills;a=b',
    '/admin/skills?__nextLocale=en&__nextDefaultLocale=en',
    '/en/admin/skills',
    '/(admin)/admin/skills',
    '/admin/skills.rsc',
    '/admin/skills.txt',
    '/admin/skills.segments/_tree.segment.rsc',
    '/admin/skills/__PAGE__',
    '/_next/data/build/admin/skills.json',
    '/api/admin/%72uns',
    '/API/admin/runs',
  ];
  for (const path of paths) {
    const answer = await rawGet(quickApp.url, path, { cookie });
    expect([308, 400, 404], `${path}: ${answer.status}`).toContain(answer.status);
    expect(answer.body, path).not.toMatch(inside);
  }
  const headers = [
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    {
      'x-middleware-subrequest': 'src/middleware:src/middleware:src/middleware:src/middleware:src/middleware',
    },
    { 'x-middleware-rewrite': '/admin/skills' },
    { 'x-middleware-request-cookie': 'a=b' },
    { 'x-nextjs-rewritten-path': '/admin/skills' },
    { 'x-invoke-path': '/admin/skills', 'x-invoke-status': '200' },
    { 'x-matched-path': '/admin/skills' },
    { 'x-now-route-matches': '1=admin' },
    { 'next-resume': '1' },
    { 'x-original-url': '/admin/skills', 'x-rewrite-url': '/admin/skills' },
    { 'x-forwarded-host': 'admin', 'x-forwarded-uri': '/admin/skills' },
  ];
  for (const extra of headers) {
    const name = JSON.stringify(extra);
    const direct = await rawGet(quickApp.url, '/admin/skills', { cookie, ...extra });
    expect(direct.status, name).toBe(404);
    expect(direct.body, name).not.toMatch(inside);
    const beside = await rawGet(quickApp.url, '/', { cookie, ...extra });
    expect(beside.body, name).not.toMatch(inside);
  }
});

test('[X26] whoever is an admin no more finds nothing with the next click, whatever page was open', async ({
  quickApp,
  openDesk,
}) => {
  const [ada, robin] = [await openDesk(quickApp, 'Ada'), await openDesk(quickApp, 'Robin the brief')];
  const theirs = await robin.open('/');
  await theirs.getByRole('button', { name: /account menu/ }).click();
  await theirs.getByRole('menuitem', { name: 'Administration' }).click();
  await expect(theirs.getByRole('heading', { name: 'Overview' })).toBeVisible();

  const page = await ada.open('/admin/users');
  await page.getByRole('button', { name: 'Change Robin the brief' }).click();
  await page.getByRole('menuitem', { name: 'Take admin away' }).click();
  await page.getByRole('button', { name: 'Take away' }).click();
  await confirmPassword(page);
  await expect(page.getByText('Robin the brief is no admin any more')).toBeVisible();

  await theirs.getByRole('link', { name: 'Skills', exact: true }).click();
  await expect(theirs.getByRole('heading', { name: 'There is nothing here' })).toBeVisible();
  const { request } = robin.device.context;
  expect((await request.get(`${quickApp.url}/api/admin/runs`)).status()).toBe(404);
});
