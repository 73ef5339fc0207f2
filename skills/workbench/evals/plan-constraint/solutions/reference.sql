update public.customers set plan = 'free' where plan is null;
alter table public.customers add constraint customers_plan_check check (plan in ('free', 'pro')) not valid;
alter table public.customers validate constraint customers_plan_check;
alter table public.customers alter column plan set not null;
