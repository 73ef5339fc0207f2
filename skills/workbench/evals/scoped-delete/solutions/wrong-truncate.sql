-- fails: others-kept, dependants-kept
truncate public.accounts cascade;
