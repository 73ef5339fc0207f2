create table public.reports (
  id bigint generated always as identity primary key,
  owner uuid not null references auth.users (id) on delete cascade,
  body text not null
);
create index reports_owner_idx on public.reports (owner);
alter table public.reports enable row level security;
create policy own on public.reports for select to authenticated using (owner = (select auth.uid()));
grant select on public.reports to authenticated;
grant all on public.reports to service_role;
insert into auth.users (id, email, raw_app_meta_data) values ('33333333-3333-4333-8333-333333333333', 'carl@example.com', '{"role": "admin"}');
insert into public.reports (owner, body) values
  ('11111111-1111-4111-8111-111111111111', 'Tides'), ('11111111-1111-4111-8111-111111111111', 'Ropes'), ('22222222-2222-4222-8222-222222222222', 'Wicks'), ('22222222-2222-4222-8222-222222222222', 'Oil'), ('22222222-2222-4222-8222-222222222222', 'Glass');
