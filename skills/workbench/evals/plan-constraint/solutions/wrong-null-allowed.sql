-- fails: others-refused, no-row-lost, not-null
alter table public.customers add constraint customers_plan_check check (plan in ('free', 'pro'));
alter table public.customers alter column plan set default 'free';
