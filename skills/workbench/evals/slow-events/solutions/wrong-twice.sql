-- fails: no-duplicate-index
create index events_recent_idx on public.events (user_id, created_at desc);
create index events_user_time_idx on public.events (user_id, created_at);
