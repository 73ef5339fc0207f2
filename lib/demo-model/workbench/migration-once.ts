import type { Change } from './change.ts';

export const migrationOnce: Change = {
  id: 'migration-once',
  isAskedBy: (prompt) => /\bpriorit(?:y|ies)\b/i.test(prompt) && /\btasks?\b/i.test(prompt),
  wanted: 'a priority for tasks',
  table: 'tasks',
  migration: 'add_task_priority',
  docs: 'workflow iterate advisors one migration',
  write: () => [
    {
      sql: 'alter table public.tasks\n  add column if not exists priority smallint not null default 3 check (priority between 1 and 5)',
    },
  ],
  proof: 'select priority, count(*) as tasks from public.tasks group by priority order by priority',
  done: () => 'Tasks have a priority from 1 to 5 now, 3 where nobody says otherwise.',
};
