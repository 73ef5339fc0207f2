insert into auth.users (id, email) values ('33333333-3333-4333-8333-333333333333', 'carl@example.com');
insert into public.memberships (user_id, team_id) values ('33333333-3333-4333-8333-333333333333', 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa');
drop policy m_self on public.memberships;
create policy m_team on public.memberships for select to authenticated
  using (team_id in (select m.team_id from public.memberships m where m.user_id = (select auth.uid())));
