-- fails: not-given-away
create policy docs_read on public.docs for select to authenticated using (owner = (select auth.uid()));
drop policy upd on public.docs;
create policy upd on public.docs for update to authenticated using (owner = (select auth.uid())) with check (true);
