alter policy own on public.documents using (owner_id = (select auth.uid())) with check (owner_id = (select auth.uid()));
create index documents_owner_id_idx on public.documents (owner_id);
