create table public.accounts (
  id bigint generated always as identity primary key,
  email text not null,
  is_test boolean
);
create table public.invoices (
  id bigint generated always as identity primary key,
  account_id bigint references public.accounts (id) on delete set null,
  amount numeric(10, 2) not null
);
create index invoices_account_id_idx on public.invoices (account_id);
alter table public.accounts enable row level security;
alter table public.invoices enable row level security;
grant all on public.accounts, public.invoices to service_role;
-- Addresses that only look like tests, one flag that nobody set, and tests with invoices.
insert into public.accounts (email, is_test) values
  ('ada@example.com', false), ('contest@example.com', false), ('qa@example.com', true), ('test@example.com', false),
  ('protest@example.org', null), ('ben@example.com', false), ('test2@example.com', true);
insert into public.invoices (account_id, amount) select id, id * 10 from public.accounts;
