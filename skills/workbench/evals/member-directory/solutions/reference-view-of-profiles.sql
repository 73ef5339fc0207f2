create table private.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null,
  email text
);
create table public.members (
  user_id uuid primary key references auth.users (id) on delete cascade,
  display_name text not null default 'Member'
);
alter table public.members enable row level security;
create policy members_read on public.members for select to authenticated using (true);
grant select on public.members to authenticated;
create view public.member_list with (security_invoker = true) as select user_id, display_name from public.members;
grant select on public.member_list to authenticated;
insert into private.profiles select id, split_part(email, '@', 1), email from auth.users;
insert into public.members select user_id, display_name from private.profiles;
