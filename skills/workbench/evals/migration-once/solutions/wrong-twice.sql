-- fails: recorded, not-twice, advised-then-recorded
-- trace: apply_migration(add_priority), apply_migration(fix_priority), get_advisors(security)
-- migration: add_priority
alter table public.tasks add column priority integer;
-- migration: fix_priority
alter table public.tasks alter column priority set default 3;
