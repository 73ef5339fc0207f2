import type { Change } from './change.ts';
import { toRole, uid } from './sql.ts';

export const recursivePolicy: Change = {
  id: 'recursive-policy',
  isAskedBy: (prompt) =>
    /\brecurs(?:ion|ive)\b/i.test(prompt) && /\b(?:team|members?|polic\w+|page)\b/i.test(prompt),
  wanted: 'a policy for team members that does not read its own table through itself',
  table: 'memberships',
  migration: 'fix_membership_recursion',
  docs: 'infinite recursion policy security definer function',
  question:
    "select policyname, cmd, qual from pg_policies where schemaname = 'public' and tablename = 'memberships'",
  write: (knows, { rows }, family) => {
    const name = String(rows.find((row) => /memberships/.test(String(row.qual)))?.policyname ?? 'm_team');
    if (!knows('S08') && family === 'demo-kelp') {
      return [{ sql: `alter policy ${name} on public.memberships using (user_id = ${uid(knows)})` }];
    }
    const schema = knows('S08') ? 'private' : 'public';
    return [
      {
        sql: `create or replace function ${schema}.my_team_ids() returns setof uuid
language sql stable security definer${knows('S08') ? " set search_path = ''" : ''}
as $$
  select team_id from public.memberships where user_id = (select auth.uid())
$$`,
      },
      ...(knows('S08')
        ? [
            { sql: 'revoke all on function private.my_team_ids() from public, anon' },
            { sql: 'grant execute on function private.my_team_ids() to authenticated' },
          ]
        : []),
      {
        sql: `alter policy ${name} on public.memberships${toRole(knows)}
  using (team_id in (select ${schema}.my_team_ids()))`,
      },
    ];
  },
  proof:
    "select policyname, qual from pg_policies where schemaname = 'public' and tablename = 'memberships' order by policyname",
  done: (knows) =>
    knows('S08')
      ? 'The recursion is gone. The policy of `memberships` read `memberships`, whose policy read it again; now a function in the `private` schema looks up the caller’s own teams and nothing else. It has a fixed search path, and the API can’t call it.'
      : 'The recursion is gone.',
};
