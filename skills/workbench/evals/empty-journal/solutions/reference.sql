grant select, insert on public.journal to authenticated;
