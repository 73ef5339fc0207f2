import type { Change } from './change.ts';
import {
  createdAt,
  enableRls,
  grantAll,
  index,
  ownerColumn,
  policy,
  primaryKey,
  protectOwned,
  uid,
} from './sql.ts';

export const orderSchema: Change = {
  id: 'order-schema',
  isAskedBy: (prompt) =>
    /\borders?\b/i.test(prompt) &&
    /\b(?:items?|prices?|line items|products?)\b/i.test(prompt) &&
    !/\border by\b/i.test(prompt),
  wanted: 'tables for orders and their items, with prices',
  table: 'orders',
  migration: 'create_orders',
  docs: 'schema money numeric identity foreign key index',
  write: (knows) => {
    const money = knows('S14') ? 'numeric(12, 2)' : 'real';
    const reference = knows('S14') ? 'bigint' : 'integer';
    const mine = `exists (select 1 from public.orders where orders.id = order_id and orders.user_id = ${uid(knows)})`;
    return [
      {
        sql: `create table if not exists public.orders (
  ${primaryKey(knows)},
  ${ownerColumn(knows)},
  status text not null default 'open',
  ${createdAt(knows)}
)`,
      },
      {
        sql: `create table if not exists public.order_items (
  ${primaryKey(knows)},
  order_id ${reference} not null references public.orders (id) on delete cascade,
  product text not null,
  quantity integer not null default 1 check (quantity > 0),
  unit_price ${money} not null check (unit_price >= 0)
)`,
      },
      ...protectOwned(knows, 'orders'),
      ...(knows('S12') ? [index('order_items', 'order_id')] : []),
      ...(knows('S02')
        ? [
            enableRls('order_items'),
            policy(knows, {
              table: 'order_items',
              name: 'order_items_own',
              command: 'all',
              using: mine,
              check: mine,
            }),
          ]
        : []),
      ...grantAll(knows, 'order_items'),
    ];
  },
  proof:
    "select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' and table_name in ('orders', 'order_items') order by 1, ordinal_position",
  done: (knows) =>
    knows('S14')
      ? 'There are tables `orders` and `order_items` now. Prices are `numeric`, so that no cent is lost to rounding, and times know their zone.'
      : 'There are tables `orders` and `order_items` now, with a price for each item.',
};
