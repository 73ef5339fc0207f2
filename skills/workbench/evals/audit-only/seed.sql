-- Open: no row level security, and everybody has rights. Looks as bad and is not: nobody has any.
create table public.coupons (
  id bigint generated always as identity primary key,
  code text not null,
  percent integer not null
);
create table public.rates (
  id bigint generated always as identity primary key,
  percent integer not null
);
grant select, insert, update, delete on public.coupons to anon, authenticated;
grant all on public.coupons, public.rates to service_role;
insert into public.coupons (code, percent) values ('SPRING', 10), ('STAFF', 90);
insert into public.rates (percent) values (7), (19);
