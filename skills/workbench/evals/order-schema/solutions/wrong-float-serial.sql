-- fails: keys-indexed, no-float-money, identity-keys, times-with-zone
create table public.orders (
  id serial primary key,
  user_id uuid not null default auth.uid() references auth.users (id),
  created_at timestamp default now()
);
create table public.order_items (
  id serial primary key,
  order_id integer not null references public.orders (id),
  product text not null,
  price double precision not null
);
alter table public.orders enable row level security;
alter table public.order_items enable row level security;
create policy orders_own on public.orders for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy order_items_own on public.order_items for all to authenticated
  using (order_id in (select o.id from public.orders o where o.user_id = (select auth.uid())))
  with check (order_id in (select o.id from public.orders o where o.user_id = (select auth.uid())));
grant select, insert, update, delete on public.orders, public.order_items to authenticated;
