-- fails: insert-works, grants-to-signed-in
grant select on public.journal to authenticated;
