-- fails: plan-by-index, equality-before-sort
create index events_created_at_idx on public.events (created_at desc);
