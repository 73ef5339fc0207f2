-- fails: plan-by-index, equality-before-sort
create index events_user_id_idx on public.events (user_id);
