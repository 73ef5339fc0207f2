create type public.plan as enum ('free', 'pro');
alter table public.customers alter column plan type public.plan using coalesce(plan, 'free')::public.plan;
alter table public.customers alter column plan set not null;
