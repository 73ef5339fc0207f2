-- fails: no-row-lost, validated, not-null
alter table public.customers
  add constraint customers_plan_check check (plan is not null and plan in ('free', 'pro')) not valid;
