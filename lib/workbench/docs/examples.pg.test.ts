import { afterAll, beforeAll, expect, test } from 'vitest';
import { advise } from '../advisors/advise.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import { loadDocs } from './doc-library.ts';

const docs = loadDocs();
let installation: TestSandboxes;

beforeAll(async () => {
  installation = await createSandboxes();
});

afterAll(() => installation?.[Symbol.asyncDispose]());

/** The SQL of a page, without what the page itself calls wrong or leaves open. */
function listExamples(id: string): string[] {
  const body = docs.find(id)?.body ?? '';
  return [...body.matchAll(/```sql\n([\s\S]*?)```/g)]
    .map(([, sql = '']) => sql)
    .filter((sql) => !/\.\.\.|-- Wrong/.test(sql));
}

async function tryExamples(id: string, before = ''): Promise<Sandbox> {
  const sandbox = await installation.sandboxes.open(crypto.randomUUID(), 'token');
  const results = [];
  for (const sql of [before, ...listExamples(id)].filter(Boolean)) results.push(await sandbox.seed(sql));
  expect(results.filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(results.length).toBeGreaterThan(0);
  return sandbox;
}

const before: Record<string, string> = {
  'row-level-security': '',
  policies: 'drop policy k_change on public.tasks',
  'policy-performance': `create table public.documents (id bigint generated always as identity primary key, owner_id uuid not null);
    alter table public.documents enable row level security;
    create policy own on public.documents for select to authenticated using (owner_id = auth.uid())`,
  grants: `create table public.journal (id bigint generated always as identity primary key, user_id uuid not null);
    create index on public.journal (user_id);
    alter table public.journal enable row level security;
    create policy own on public.journal for select to authenticated using (user_id = (select auth.uid()))`,
  views: '',
  functions: '',
  'policy-recursion': 'create policy m_team on public.memberships for select to service_role using (true)',
  'auth-helpers': `create table public.reports (id bigint generated always as identity primary key, owner uuid not null);
    create index on public.reports (owner); alter table public.reports enable row level security`,
  'auth-users': '',
  extensions: '',
  constraints: `create table private.old (id int primary key);
    create table public.customers (id int primary key, plan text);
    insert into public.customers select n, case when n % 10 = 0 then null else 'free' end from generate_series(1, 50) n;
    alter table public.customers enable row level security`,
  'text-helpers': '',
};

test.each(Object.keys(before))(
  'what the page %s shows can be run, and the advisors have nothing against it',
  async (id) => {
    const sandbox = await tryExamples(id, before[id]);
    const description = await sandbox.describe();
    const findings = [...advise(description, 'security'), ...advise(description, 'performance')];
    // Two pages show a policy beside one that the template has; that is for the reader to merge.
    const expected = new Set(['multiple-permissive-policies', 'rls-without-policy']);
    expect(findings.filter((finding) => !expected.has(finding.id))).toEqual([]);
  },
);

test('the tables of the page on data types are sound but for the rows, which the page leaves to another', async () => {
  const description = await (await tryExamples('data-types')).describe();
  expect(advise(description, 'performance')).toEqual([]);
  expect(new Set(advise(description, 'security').map(({ id }) => id))).toEqual(new Set(['rls-disabled']));
});
