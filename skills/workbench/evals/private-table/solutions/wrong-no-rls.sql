-- fails: others-nothing, no-spoofed-owner, anon-nothing, rls-on
create table public.notes (
  id bigint generated always as identity primary key,
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  body text not null,
  created_at timestamptz not null default now()
);
create index on public.notes (user_id);
grant all on public.notes to anon, authenticated;
