-- fails: no-spoofed-owner
create table public.notes (
id bigint generated always as identity primary key,
user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
body text not null default '',
created_at timestamptz not null default now()
);
create index notes_user_id_idx on public.notes (user_id);
alter table public.notes enable row level security;
create policy notes_own on public.notes for all to authenticated
using (user_id = (select auth.uid())) with check (true);
grant select, insert, update, delete on public.notes to authenticated;
