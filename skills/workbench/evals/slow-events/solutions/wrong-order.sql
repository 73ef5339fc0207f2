-- fails: equality-before-sort
create index events_created_at_user_id_idx on public.events (created_at desc, user_id);
