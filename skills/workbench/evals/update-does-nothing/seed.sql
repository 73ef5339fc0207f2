create table public.docs (
  id bigint generated always as identity primary key,
  owner uuid not null references auth.users (id) on delete cascade,
  title text not null
);
create index docs_owner_idx on public.docs (owner);
alter table public.docs enable row level security;
create policy upd on public.docs for update to authenticated
  using (owner = (select auth.uid())) with check (owner = (select auth.uid()));
grant select, insert, update, delete on public.docs to authenticated;
grant all on public.docs to service_role;
insert into public.docs (owner, title) values
  ('11111111-1111-4111-8111-111111111111', 'Plan'), ('11111111-1111-4111-8111-111111111111', 'Budget'), ('22222222-2222-4222-8222-222222222222', 'Minutes'), ('22222222-2222-4222-8222-222222222222', 'Inventory');
