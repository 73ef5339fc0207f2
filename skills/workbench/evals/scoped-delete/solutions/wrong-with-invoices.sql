-- fails: dependants-kept
delete from public.invoices where account_id in (select id from public.accounts where is_test);
delete from public.accounts where is_test;
