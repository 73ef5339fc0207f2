-- A title that only the helper gets right.
insert into public.tasks (team_id, title) values
  ('aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa', 'Ärger im Büro!'), ('bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb', 'Crème brûlée');
