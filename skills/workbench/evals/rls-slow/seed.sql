create table public.documents (
  id bigint generated always as identity primary key,
  owner_id uuid not null references auth.users (id) on delete cascade,
  body text not null
);
alter table public.documents enable row level security;
create policy own on public.documents for all to authenticated using (owner_id = auth.uid());
grant select, insert, update, delete on public.documents to authenticated;
grant all on public.documents to service_role;
insert into public.documents (owner_id, body)
  select case when n % 2 = 0 then '11111111-1111-4111-8111-111111111111'::uuid else '22222222-2222-4222-8222-222222222222'::uuid end, 'Document ' || n
  from generate_series(1, 4000) n;
analyze public.documents;
