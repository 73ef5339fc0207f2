-- fails: replays, advised-then-recorded
-- trace: execute_sql(alter table tasks add column priority), get_advisors(security), apply_migration(add_task_priority), execute_sql(create index tasks_priority_idx on tasks)
-- migration: add_task_priority
alter table public.tasks add column priority smallint not null default 3 check (priority between 1 and 5);
-- end
create index tasks_priority_idx on public.tasks (priority);
