import type { Change } from './change.ts';
import { createdAt, enableRls, policy, uid } from './sql.ts';

export const memberDirectory: Change = {
  id: 'member-directory',
  isAskedBy: (prompt) =>
    /\bmembers?\b/i.test(prompt) &&
    /\b(?:list|directory|profiles?|show|names?)\b/i.test(prompt) &&
    /\b(?:make|create|build|add|need|want|give)\b/i.test(prompt) &&
    !/\bview\b.*\btask/i.test(prompt),
  wanted: 'a list of members that the app can show',
  table: 'profiles',
  migration: 'create_profiles',
  docs: 'member list profiles never expose auth.users',
  write: (knows) => {
    if (!knows('S09')) {
      return [
        { sql: 'create or replace view public.members as\nselect id, email from auth.users' },
        { sql: `grant select on public.members to ${knows('S03') ? '' : 'anon, '}authenticated` },
      ];
    }
    const own = `user_id = ${uid(knows)}`;
    const mayWrite = knows('S04') ? own : 'true';
    return [
      {
        sql: `create table if not exists public.profiles (
  user_id uuid primary key default auth.uid() references auth.users (id)${knows('S15') ? ' on delete cascade' : ''},
  display_name text not null default 'Member',
  ${createdAt(knows)}
)`,
      },
      enableRls('profiles'),
      policy(knows, { table: 'profiles', name: 'profiles_read', command: 'select', using: 'true' }),
      policy(knows, { table: 'profiles', name: 'profiles_add', command: 'insert', check: mayWrite }),
      policy(knows, {
        table: 'profiles',
        name: 'profiles_change',
        command: 'update',
        using: mayWrite,
        check: mayWrite,
      }),
      { sql: 'revoke all on public.profiles from anon' },
      { sql: 'grant select, insert, update on public.profiles to authenticated' },
      {
        sql: 'insert into public.profiles (user_id)\nselect distinct user_id from public.memberships\non conflict do nothing',
      },
    ];
  },
  proof:
    "select has_table_privilege('anon', 'public.profiles', 'SELECT') as anon_reads, has_table_privilege('authenticated', 'public.profiles', 'SELECT') as members_read, (select count(*) from public.profiles) as members",
  done: (knows) =>
    knows('S09')
      ? 'There is a table `profiles` now that the app can show: a name for each member and nothing else. E-mail addresses stay in `auth.users`, which no view of the API reads.'
      : 'There is a view `members` now, straight from `auth.users`.',
};
