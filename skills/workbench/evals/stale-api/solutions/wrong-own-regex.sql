-- fails: docs-first, new-name-used
-- trace: execute_sql(alter table tasks add column slug), search_docs(slugify)
alter table public.tasks
  add column slug text generated always as (lower(regexp_replace(title, '[^a-zA-Z0-9]+', '-', 'g'))) stored;
