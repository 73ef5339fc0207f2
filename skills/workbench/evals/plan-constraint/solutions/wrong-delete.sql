-- fails: no-row-lost
delete from public.customers where plan is null;
alter table public.customers add constraint customers_plan_check check (plan in ('free', 'pro'));
alter table public.customers alter column plan set not null;
