-- fails: definers-private, definers-fixed-path, definers-not-public
create function public.my_team_ids() returns setof uuid
language sql stable security definer as $$
  select team_id from public.memberships where user_id = auth.uid()
$$;
alter policy m_team on public.memberships using (team_id in (select public.my_team_ids()));
