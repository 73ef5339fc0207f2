update public.invoices set account_id = null where account_id in (select id from public.accounts where is_test);
delete from public.accounts where is_test is true;
