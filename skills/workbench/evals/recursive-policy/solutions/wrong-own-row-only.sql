-- fails: teammates-visible
drop policy m_team on public.memberships;
create policy m_self on public.memberships for select to authenticated using (user_id = (select auth.uid()));
