create table public.notes (
  id bigint generated always as identity primary key,
  author_id uuid not null references auth.users (id) on delete cascade,
  body text not null check (length(body) < 10000),
  updated_at timestamptz not null default now()
);
create index notes_author_id_idx on public.notes (author_id);
create function private.set_author() returns trigger language plpgsql set search_path = '' as $$
begin
  new.author_id := auth.uid();
  return new;
end
$$;
create trigger set_author before insert on public.notes for each row execute function private.set_author();
alter table public.notes enable row level security;
create policy notes_own on public.notes to authenticated
  using (author_id = (select auth.uid())) with check (author_id = (select auth.uid()));
grant select, insert, update, delete on public.notes to authenticated;
