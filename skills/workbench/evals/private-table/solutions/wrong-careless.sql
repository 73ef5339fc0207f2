-- fails: owner-story, cascades, owner-indexed, calls-wrapped, times-with-zone
create table public.notes (
  id serial primary key,
  user_id uuid not null references auth.users (id),
  body text,
  created_at timestamp default now()
);
alter table public.notes enable row level security;
create policy notes_own on public.notes using (auth.uid() = user_id);
grant select, insert, update, delete on public.notes to authenticated;
grant usage on sequence public.notes_id_seq to authenticated;
