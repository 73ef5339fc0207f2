create function private.my_team_ids() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select team_id from public.memberships where user_id = (select auth.uid())
$$;
revoke all on function private.my_team_ids() from public;
grant execute on function private.my_team_ids() to authenticated;
alter policy m_team on public.memberships using (team_id in (select private.my_team_ids()));
