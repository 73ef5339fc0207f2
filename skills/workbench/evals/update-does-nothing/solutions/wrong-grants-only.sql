-- fails: owner-renames, select-policy
grant all on public.docs to authenticated;
