create view public.team_task_summary with (security_invoker = true) as
select t.id as team_id, t.name as team, count(k.id) as tasks, count(k.id) filter (where k.done) as done
from public.teams t
left join public.tasks k on k.team_id = t.id
group by t.id, t.name;
revoke all on public.team_task_summary from anon;
grant select on public.team_task_summary to authenticated;
