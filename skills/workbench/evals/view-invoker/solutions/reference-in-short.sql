create or replace view team_task_summary with (security_invoker = on) as
select team_id, count(*) as total, count(*) filter (where not done) as still_open from tasks group by team_id;
grant select on team_task_summary to authenticated;
