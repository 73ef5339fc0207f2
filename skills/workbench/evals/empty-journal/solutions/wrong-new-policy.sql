-- fails: own-rows, policies-unchanged
grant select, insert on public.journal to authenticated;
create policy journal_all on public.journal for select to authenticated using (true);
