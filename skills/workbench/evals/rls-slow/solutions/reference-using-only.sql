drop policy own on public.documents;
create policy own on public.documents for all to authenticated using ((select auth.uid()) = owner_id);
create index on public.documents (owner_id, id);
