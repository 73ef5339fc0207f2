import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadDocs } from '../docs/doc-library.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { createSandboxes, type TestSandboxes } from '../testing/create-sandboxes.ts';
import { advise } from './advise.ts';
import type { AdvisorType } from './finding.ts';

let installation: TestSandboxes;
let sandbox: Sandbox;
const docs = loadDocs();

beforeAll(async () => {
  installation = await createSandboxes();
  sandbox = await installation.sandboxes.open(crypto.randomUUID(), 'token');
});

afterAll(() => installation?.[Symbol.asyncDispose]());

async function apply(sql: string): Promise<void> {
  const result = await sandbox.seed(sql);
  expect(result).toMatchObject({ status: 'ok' });
}

async function listFindings(type: AdvisorType): Promise<string[]> {
  const findings = advise(await sandbox.describe(), type);
  expect(findings.filter(({ doc }) => docs.find(doc) === undefined)).toEqual([]);
  return findings.map(
    ({ id, level, on, name }) => `${level} ${id} ${on}${name === undefined ? '' : ` ${name}`}`,
  );
}

const table = `
  create table public.t (
    id bigint generated always as identity primary key,
    user_id uuid not null references auth.users (id) on delete cascade
  );
  create index t_user on public.t (user_id);
  alter table public.t enable row level security;
  create policy own on public.t for select to authenticated using (user_id = (select auth.uid()));
  grant select on public.t to authenticated;`;

const definer = `
  create function private.f() returns bigint language sql security definer set search_path = ''
    as 'select count(*) from public.tasks';
  revoke execute on function private.f() from public;
  grant execute on function private.f() to authenticated;`;

interface Case {
  type: AdvisorType;
  found: string;
  wrong: string;
  right: string;
  drop: string;
}

const cases: Case[] = [
  {
    type: 'security',
    found: 'error rls-disabled public.t',
    wrong: `${table} alter table public.t disable row level security`,
    right: 'alter table public.t enable row level security',
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'warn rls-disabled public.t',
    wrong: 'create table public.t (id int primary key)',
    right: 'alter table public.t set schema private',
    drop: 'drop table private.t',
  },
  {
    type: 'security',
    found: 'info rls-without-policy public.t',
    wrong: `${table} drop policy own on public.t`,
    right: 'create policy own on public.t for select to authenticated using (user_id = (select auth.uid()))',
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'error policy-always-true public.t w',
    wrong: `${table} create policy w on public.t for update to authenticated using (user_id = (select auth.uid())) with check (true)`,
    right: 'alter policy w on public.t with check (user_id = (select auth.uid()))',
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'error policy-always-true public.t w',
    wrong: `${table} create policy w on public.t for all using ((select auth.role()) = 'authenticated')`,
    right: 'drop policy w on public.t; create policy w on public.t for select to anon using (true)',
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'error policy-always-true public.t w',
    wrong: `${table} create policy w on public.t for delete to authenticated using ((select auth.uid()) is not null)`,
    right: 'alter policy w on public.t to service_role',
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'error policy-trusts-user-metadata public.t own',
    wrong: `${table} alter policy own on public.t using ((select auth.jwt() -> 'user_metadata' ->> 'role') = 'admin')`,
    right: `alter policy own on public.t using ((select auth.jwt() -> 'app_metadata' ->> 'role') = 'admin')`,
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'warn anon-grant-on-private-data public.t',
    wrong: `${table} grant select on public.t to anon`,
    right: 'revoke all on public.t from anon',
    drop: 'drop table public.t',
  },
  {
    type: 'security',
    found: 'error view-without-invoker public.v',
    wrong: 'create view public.v as select * from public.tasks; grant select on public.v to authenticated',
    right: 'alter view public.v set (security_invoker = true)',
    drop: 'drop view public.v',
  },
  {
    type: 'security',
    found: 'error view-without-invoker public.v',
    wrong: 'create view public.v as select * from public.tasks; grant select on public.v to public',
    right: 'revoke select on public.v from public',
    drop: 'drop view public.v',
  },
  {
    type: 'security',
    found: 'error materialized-view-exposed public.v',
    wrong:
      'create materialized view public.v as select * from public.tasks; grant select on public.v to anon',
    right: 'alter materialized view public.v set schema private',
    drop: 'drop materialized view private.v',
  },
  {
    type: 'security',
    found: 'error auth-users-exposed public.v',
    wrong: `create view private.u as select id, email from auth.users;
      create view public.v with (security_invoker = true) as select id from private.u;
      grant select on public.v to authenticated`,
    right: 'revoke select on public.v from authenticated',
    drop: 'drop view public.v, private.u',
  },
  {
    type: 'security',
    found: 'error definer-function-exposed public.f()',
    wrong: `${definer} alter function private.f() set schema public`,
    right: 'alter function public.f() security invoker',
    drop: 'drop function public.f()',
  },
  {
    type: 'security',
    found: 'warn definer-function-search-path private.f()',
    wrong: `${definer} alter function private.f() reset search_path`,
    right: `alter function private.f() set search_path = ''`,
    drop: 'drop function private.f()',
  },
  {
    type: 'security',
    found: 'warn definer-function-public-execute private.f()',
    wrong: `${definer} grant execute on function private.f() to public`,
    right: 'revoke execute on function private.f() from public',
    drop: 'drop function private.f()',
  },
  {
    type: 'security',
    found: 'warn extension-in-public pg_trgm',
    wrong: 'create extension pg_trgm with schema public',
    right: 'drop extension pg_trgm; create extension pg_trgm with schema extensions',
    drop: 'drop extension pg_trgm',
  },
  {
    type: 'performance',
    found: 'info foreign-key-without-index public.t t_user_id_fkey',
    wrong: `${table} drop index t_user; create index t_user on public.t (user_id) where id > 5;
      drop policy own on public.t`,
    right: 'create index t_user_all on public.t (user_id, id)',
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'warn policy-calls-per-row public.t own',
    wrong: `${table} alter policy own on public.t using (user_id = auth.uid())`,
    right: 'alter policy own on public.t using (user_id = (select auth.uid()))',
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'warn policy-calls-per-row public.t own',
    wrong: `${table} alter policy own on public.t using (exists (select from public.teams where id::text = auth.jwt() ->> 'team'))`,
    right: `alter policy own on public.t using (exists (select from public.teams where id::text = (select auth.jwt() ->> 'team')))`,
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'warn policy-column-without-index public.t owner',
    wrong: `${table} alter table public.t add owner uuid;
      alter policy own on public.t using ((select auth.uid()) = owner)`,
    right: 'create index on public.t (owner)',
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'warn policy-column-without-index public.t team_id',
    wrong: `${table} alter table public.t add team_id uuid; alter policy own on public.t
      using (team_id in (select m.team_id from public.memberships m where m.user_id = (select auth.uid())))`,
    right: 'create index on public.t (team_id)',
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'warn multiple-permissive-policies public.t also, own',
    wrong: `${table} create policy also on public.t for all to authenticated using (id > 5) with check (id > 5)`,
    right:
      'drop policy also on public.t; create policy also on public.t as restrictive for select using (id > 5)',
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'warn duplicate-index public.t t_user_twice',
    wrong: `${table} create index t_user_twice on public.t using btree (user_id)`,
    right: 'drop index t_user_twice; create index t_user_twice on public.t (user_id desc, id)',
    drop: 'drop table public.t',
  },
  {
    type: 'performance',
    found: 'info no-primary-key public.t',
    wrong: `${table} alter table public.t drop constraint t_pkey`,
    right: 'alter table public.t add primary key (id)',
    drop: 'drop table public.t',
  },
];

test('the template is as the docs want it', async () => {
  expect([await listFindings('security'), await listFindings('performance')]).toEqual([[], []]);
});

test.each(cases)('$found', async ({ type, found, wrong, right, drop }) => {
  try {
    await apply(wrong);
    expect(await listFindings(type)).toContain(found);
    await apply(right);
    expect(await listFindings(type)).not.toContain(found);
  } finally {
    await sandbox.seed(drop);
  }
});
