alter policy own on public.reports
  using (owner = (select auth.uid()) or (select auth.jwt()) -> 'app_metadata' ->> 'role' = 'admin');
