-- fails: not-in-public
create extension if not exists pg_trgm with schema public;
create index tasks_title_trgm_idx on public.tasks using gin (title public.gin_trgm_ops);
