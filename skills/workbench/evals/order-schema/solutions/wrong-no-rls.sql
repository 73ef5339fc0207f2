-- fails: rls-on, anon-nothing, others-nothing
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
grant all on public.orders, public.order_items to anon, authenticated;
