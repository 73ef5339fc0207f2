-- trace: list_tables, execute_sql(alter table tasks add column priority), get_advisors(security), apply_migration(add_task_priority), execute_sql(select priority from tasks)
alter table public.tasks add column if not exists priority smallint not null default 3 check (priority between 1 and 5);
-- migration: add_task_priority
alter table public.tasks add column if not exists priority smallint not null default 3 check (priority between 1 and 5);
