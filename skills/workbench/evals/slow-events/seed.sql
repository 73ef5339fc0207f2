create table public.events (
  id bigint generated always as identity primary key,
  user_id uuid not null,
  kind text not null,
  payload jsonb not null default '{}',
  created_at timestamptz not null
);
alter table public.events enable row level security;
create policy events_own on public.events for select to authenticated using (user_id = (select auth.uid()));
grant select on public.events to authenticated;
grant all on public.events to service_role;
-- Each of 500 users has 120.
insert into public.events (user_id, kind, created_at)
  select md5((n % 500)::text)::uuid, (array['view', 'click', 'save'])[1 + n % 3], timestamptz '2026-01-01' + n * interval '1 minute'
  from generate_series(1, 60000) n;
analyze public.events;
