create policy docs_read on public.docs for select to authenticated using (owner = (select auth.uid()));
