create table public.notes (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null default auth.uid() references auth.users on delete cascade,
  title text not null,
  body text,
  created_at timestamptz not null default now()
);
create index on public.notes (owner_id, created_at desc);
alter table public.notes enable row level security;
create policy notes_read on public.notes for select to authenticated using ((select auth.uid()) = owner_id);
create policy notes_add on public.notes for insert to authenticated with check ((select auth.uid()) = owner_id);
create policy notes_change on public.notes for update to authenticated
  using ((select auth.uid()) = owner_id) with check ((select auth.uid()) = owner_id);
create policy notes_remove on public.notes for delete to authenticated using ((select auth.uid()) = owner_id);
grant select, insert, update, delete on public.notes to authenticated;
