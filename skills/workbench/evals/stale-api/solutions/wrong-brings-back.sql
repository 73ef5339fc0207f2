-- fails: docs-first, new-name-used, old-name-gone
-- trace: execute_sql(create function slugify), execute_sql(alter table tasks add column slug)
create function extensions.slugify(text) returns text language sql immutable as $$
  select lower(regexp_replace($1, '[^a-z0-9]+', '-', 'gi'))
$$;
alter table public.tasks add column slug text generated always as (extensions.slugify(title)) stored;
