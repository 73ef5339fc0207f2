create function private.is_teammate(team uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select 1 from public.memberships m where m.team_id = team and m.user_id = (select auth.uid()))
$$;
revoke execute on function private.is_teammate(uuid) from public, anon;
grant usage on schema private to authenticated;
grant execute on function private.is_teammate(uuid) to authenticated;
drop policy m_team on public.memberships;
create policy memberships_of_team on public.memberships for select to authenticated using (private.is_teammate(team_id));
