-- fails: no-foreign-mail, users-not-exposed
create view public.members as select id, email from auth.users;
grant select on public.members to authenticated;
