-- fails: others-blocked
create policy docs_read on public.docs for select to authenticated using (true);
