-- fails: flagged-gone, others-kept
delete from public.accounts where email like '%test%';
