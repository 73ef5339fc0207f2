-- fails: init-plan, calls-wrapped
create index documents_owner_id_idx on public.documents (owner_id);
