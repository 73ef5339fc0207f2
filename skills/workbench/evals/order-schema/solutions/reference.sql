create table public.orders (
  id bigint generated always as identity primary key,
  user_id uuid not null default auth.uid() references auth.users (id) on delete cascade,
  created_at timestamptz not null default now()
);
create table public.order_items (
  id bigint generated always as identity primary key,
  order_id bigint not null references public.orders (id) on delete cascade,
  product text not null,
  quantity integer not null default 1,
  unit_price numeric(12, 2) not null
);
create index orders_user_id_idx on public.orders (user_id);
create index order_items_order_id_idx on public.order_items (order_id);
alter table public.orders enable row level security;
alter table public.order_items enable row level security;
create policy orders_own on public.orders for all to authenticated
  using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy order_items_own on public.order_items for all to authenticated
  using (order_id in (select o.id from public.orders o where o.user_id = (select auth.uid())))
  with check (order_id in (select o.id from public.orders o where o.user_id = (select auth.uid())));
grant select, insert, update, delete on public.orders, public.order_items to authenticated;
