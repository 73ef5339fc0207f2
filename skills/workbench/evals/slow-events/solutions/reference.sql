create index events_user_id_created_at_idx on public.events (user_id, created_at desc);
