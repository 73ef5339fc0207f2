-- fails: extension-there
create function public.search_tasks(words text) returns setof public.tasks language sql stable as $$
  select * from public.tasks where title ilike '%' || words || '%'
$$;
