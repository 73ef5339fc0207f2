-- fails: admin-sees-all, forged-sees-own
create policy admins_read on public.reports for select to authenticated
  using ((auth.jwt() -> 'user_metadata' ->> 'role') = 'admin');
