-- fails: recorded, replays
-- trace: list_tables, execute_sql(alter table tasks add column priority), get_advisors(security)
alter table public.tasks add column priority smallint not null default 3 check (priority between 1 and 5);
