-- fails: admin-sees-all
create policy admins_read on public.reports for select to authenticated using (auth.jwt() ->> 'role' = 'admin');
