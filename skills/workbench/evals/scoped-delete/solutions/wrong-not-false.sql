-- fails: others-kept
delete from public.accounts where is_test is not false;
