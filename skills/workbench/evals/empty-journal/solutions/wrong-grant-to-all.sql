-- fails: no-grants-to-anon
grant select, insert, update, delete on public.journal to anon, authenticated;
