-- fails: users-not-exposed
create view public.members as select id, split_part(email, '@', 1) as name from auth.users;
grant select on public.members to authenticated;
