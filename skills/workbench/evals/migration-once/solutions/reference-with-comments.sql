-- trace: get_advisors, apply_migration
-- migration: add_task_priority
alter table public.tasks add column priority text not null default 'normal' -- low, normal or high
;
create index tasks_priority_idx on public.tasks (priority); -- for the list
