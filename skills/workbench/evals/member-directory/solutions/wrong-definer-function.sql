-- fails: list-exists, users-not-exposed
create function public.list_members() returns table (id uuid, email text)
language sql stable security definer set search_path = '' as $$
  select id, email from auth.users
$$;
