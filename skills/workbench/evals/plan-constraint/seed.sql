create table public.customers (
  id bigint generated always as identity primary key,
  email text not null unique,
  plan text
);
alter table public.customers enable row level security;
grant all on public.customers to service_role;
insert into public.customers (email, plan)
  select 'customer' || n || '@example.com', case when n % 10 = 0 then null when n % 3 = 0 then 'pro' else 'free' end
  from generate_series(1, 2000) n;
