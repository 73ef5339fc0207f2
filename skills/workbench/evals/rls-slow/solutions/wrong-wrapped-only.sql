-- fails: owner-indexed
alter policy own on public.documents using (owner_id = (select auth.uid())) with check (owner_id = (select auth.uid()));
