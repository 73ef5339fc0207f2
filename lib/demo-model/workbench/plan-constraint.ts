import type { Change } from './change.ts';

export const planConstraint: Change = {
  id: 'plan-constraint',
  isAskedBy: (prompt) => /\bplans?\b/i.test(prompt) && /\bfree\b/i.test(prompt) && /\bpro\b/i.test(prompt),
  wanted: 'a plan that is free or pro, and never null',
  table: 'customers',
  mends: true,
  migration: 'constrain_customer_plan',
  docs: 'constraint not valid validate not null existing rows',
  question: 'select plan, count(*) as customers from public.customers group by plan order by 2 desc',
  write: (knows, { rows }, family) => {
    const hasOthers = rows.some(({ plan }) => plan !== null && plan !== 'free' && plan !== 'pro');
    const isWrong = hasOthers ? "plan is null or plan not in ('free', 'pro')" : 'plan is null';
    const check = "check (plan in ('free', 'pro'))";
    if (!knows('S16')) {
      return family === 'demo-kelp' || !knows('S20')
        ? [
            { sql: 'delete from public.customers where plan is null' },
            { sql: 'alter table public.customers alter column plan set not null' },
          ]
        : [
            {
              sql: `alter table public.customers add constraint customers_plan_check ${check} not valid`,
              before: 'alter table public.customers drop constraint if exists customers_plan_check',
            },
          ];
    }
    return [
      { sql: `update public.customers set plan = 'free' where ${isWrong}` },
      {
        sql: `alter table public.customers add constraint customers_plan_check ${check} not valid`,
        before: 'alter table public.customers drop constraint if exists customers_plan_check',
      },
      { sql: 'alter table public.customers validate constraint customers_plan_check' },
      { sql: "alter table public.customers alter column plan set default 'free'" },
      { sql: 'alter table public.customers alter column plan set not null' },
    ];
  },
  proof: 'select plan, count(*) as customers from public.customers group by plan order by plan',
  done: (knows) =>
    knows('S16')
      ? 'A plan is `free` or `pro` now, and never null. Customers without one count as free: nobody was removed. The constraint came in without locking the table for long, and was then validated against every row.'
      : 'A plan is `free` or `pro` now.',
};
