create table public.journal (
  id bigint generated always as identity primary key,
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  body text not null
);
create index journal_user_id_idx on public.journal (user_id);
alter table public.journal enable row level security;
create policy journal_read on public.journal for select to authenticated using (user_id = (select auth.uid()));
create policy journal_add on public.journal for insert to authenticated with check (user_id = (select auth.uid()));
insert into public.journal (user_id, body) values ('11111111-1111-4111-8111-111111111111', 'Storm'), ('11111111-1111-4111-8111-111111111111', 'Calm'), ('22222222-2222-4222-8222-222222222222', 'Fog');
