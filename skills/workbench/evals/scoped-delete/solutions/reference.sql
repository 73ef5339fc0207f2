delete from public.accounts where is_test;
