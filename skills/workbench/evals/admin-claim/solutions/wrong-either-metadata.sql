-- fails: forged-sees-own
create policy admins_read on public.reports for select to authenticated
  using ('admin' in (auth.jwt() -> 'app_metadata' ->> 'role', auth.jwt() -> 'user_metadata' ->> 'role'));
