-- fails: no-foreign-mail
create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email text not null
);
alter table public.profiles enable row level security;
create policy profiles_read on public.profiles for select to authenticated using (true);
grant select on public.profiles to authenticated;
insert into public.profiles select id, email from auth.users;
