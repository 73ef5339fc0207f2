-- fails: teammates-visible, outsiders-nothing
alter policy m_team on public.memberships using (true);
