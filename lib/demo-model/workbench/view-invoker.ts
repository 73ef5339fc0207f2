import type { Change } from './change.ts';

export const viewInvoker: Change = {
  id: 'view-invoker',
  isAskedBy: (prompt) =>
    /\bteam_task_summary\b/i.test(prompt) ||
    (/\bview\b/i.test(prompt) &&
      /\bteams?\b/i.test(prompt) &&
      /\b(?:tasks?|doing|summary|progress)\b/i.test(prompt)),
  wanted: 'a view that sums up the tasks of a team for its members',
  table: 'tasks',
  migration: 'create_team_task_summary',
  docs: 'views row level security security_invoker',
  write: (knows, _facts, family) => {
    // A materialised view holds what its owner saw and knows no row level security at all.
    const isMaterialised = !knows('S01') && family === 'demo-kelp';
    const head = isMaterialised
      ? 'create materialized view if not exists public.team_task_summary'
      : `create or replace view public.team_task_summary${knows('S01') ? '\nwith (security_invoker = true)' : ''}`;
    return [
      {
        sql: `${head} as
select teams.id as team_id,
  teams.name as team,
  count(tasks.id) as tasks,
  count(tasks.id) filter (where tasks.done) as done
from public.teams
left join public.tasks on tasks.team_id = teams.id
group by teams.id, teams.name`,
      },
      ...(knows('S03')
        ? [
            { sql: 'revoke all on public.team_task_summary from anon' },
            { sql: 'grant select on public.team_task_summary to authenticated' },
          ]
        : [{ sql: 'grant select on public.team_task_summary to anon, authenticated' }]),
    ];
  },
  proof:
    "select c.relname as view, c.reloptions::text as options, has_table_privilege('anon', c.oid, 'SELECT') as anon_reads, " +
    "has_table_privilege('authenticated', c.oid, 'SELECT') as members_read from pg_class c where c.relname = 'team_task_summary'",
  done: (knows) =>
    knows('S01')
      ? 'There is a view `team_task_summary` now. It runs with the rights of whoever reads it, so the policies of `tasks` hold and members see their own teams only.'
      : 'There is a view `team_task_summary` now, with one line per team.',
};
