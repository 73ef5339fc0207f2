-- trace: list_tables, search_docs, read_doc, execute_sql, get_advisors, apply_migration
alter table public.tasks add column slug text;
update public.tasks set slug = extensions.to_slug(title);
