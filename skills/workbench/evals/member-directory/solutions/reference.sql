create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null
);
alter table public.profiles enable row level security;
create policy profiles_read on public.profiles for select to authenticated using (true);
create policy profiles_change on public.profiles for update to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
grant select, update on public.profiles to authenticated;
insert into public.profiles (user_id, display_name)
  select id, initcap(split_part(email, '@', 1)) from auth.users;
