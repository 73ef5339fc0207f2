-- trace: search_docs(slugify), read_doc(text-helpers), execute_sql(alter table tasks add column slug)
alter table public.tasks add column slug text generated always as (extensions.to_slug(title)) stored;
