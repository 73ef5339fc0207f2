-- fails: init-plan, calls-wrapped, own-rows, no-foreign-writes
alter table public.documents disable row level security;
create index documents_owner_id_idx on public.documents (owner_id);
