-- The append: every content event of every run goes through this function, many runs in one call (group commit).
--
-- Two statements on purpose. The first takes the session rows, in id order; the second, with a snapshot taken after
-- that wait, reads epochs and cancels, numbers, inserts and bumps. In one statement a writer that waited for a lock
-- would recheck the locked row only and judge by epochs read before the wait.
--
-- A member is one run's batch, to follow the last event that its writer knows of its run. When the run has grown
-- beyond that, the batch was appended by an earlier call whose answer was lost: a run has one writer, and a writer has
-- one batch under way. So a retry changes nothing and gets the first call's answer.
--
-- A member's verdict is one of
--   ok         appended whole, at first_seq, first_seq + 1, ...; also when this very batch was appended before
--   cancelled  the run was asked to stop: nothing appended
--   fenced     the run has another epoch, or has ended, or is not of this session: nothing appended
--   locked     the session is held by something slow: nothing appended, try it alone (p_wait)
--   missing    there is no such session, or it was deleted: nothing appended
CREATE FUNCTION holdfast_append(
  p_session uuid[],  -- per member
  p_run     uuid[],  -- per member
  p_epoch   int[],   -- per member: the epoch of the writer's lease
  p_after   int8[],  -- per member: seq of the last event of the run that its writer wrote or read
  p_events  json,    -- [{ m: member, counted from 1, t: type, a: actor, d: data }] in order
  p_wait    boolean  -- wait for locked sessions (under lock_timeout) instead of skipping them
) RETURNS TABLE (member int, verdict text, first_seq float8, at_ms float8)
LANGUAGE plpgsql VOLATILE
SET plan_cache_mode = force_generic_plan
AS $$
DECLARE
  v_locked uuid[];
  v_at     timestamptz;
BEGIN
  IF p_wait THEN
    SELECT array_agg(held.id) INTO v_locked FROM (
      SELECT s.id FROM session s WHERE s.id = ANY (p_session) ORDER BY s.id FOR NO KEY UPDATE
    ) held;
  ELSE
    SELECT array_agg(held.id) INTO v_locked FROM (
      SELECT s.id FROM session s WHERE s.id = ANY (p_session) ORDER BY s.id FOR NO KEY UPDATE SKIP LOCKED
    ) held;
  END IF;

  v_at := date_trunc('milliseconds', clock_timestamp());

  RETURN QUERY
  WITH given AS (
    SELECT g.m::int AS m, g.session_id, g.run_id, g.epoch, g.after
    FROM unnest(p_session, p_run, p_epoch, p_after) WITH ORDINALITY AS g (session_id, run_id, epoch, after, m)
  ), judged AS (
    SELECT given.m, given.session_id, given.run_id, s.last_seq, earlier.seq AS earlier_seq, earlier.at AS earlier_at,
      CASE
        WHEN s.id IS NULL OR s.deleted_at IS NOT NULL THEN 'missing'
        WHEN NOT given.session_id = ANY (coalesce(v_locked, '{}')) THEN 'locked'
        WHEN r.id IS NULL OR r.session_id <> given.session_id THEN 'fenced'
        WHEN r.epoch <> given.epoch OR r.status <> 'running' THEN 'fenced'
        WHEN earlier.seq IS NOT NULL THEN 'ok'
        WHEN r.cancel_at IS NOT NULL THEN 'cancelled'
        ELSE 'ok'
      END AS verdict
    FROM given
    LEFT JOIN session s ON s.id = given.session_id
    LEFT JOIN run r ON r.id = given.run_id
    LEFT JOIN LATERAL (
      SELECT e.seq, e.at FROM event e
      WHERE e.session_id = given.session_id AND e.seq > given.after AND e.run_id = given.run_id
        AND e.type IN ('run-chunk', 'tool-start', 'steer-consume', 'approval-request')
      ORDER BY e.seq LIMIT 1
    ) earlier ON true
  ), numbered AS (
    SELECT j.m, j.session_id, j.run_id, e.t, e.a, e.d,
      j.last_seq + row_number() OVER (PARTITION BY j.session_id ORDER BY e.n) AS seq
    FROM ROWS FROM (json_to_recordset(p_events) AS (m int, t text, a jsonb, d jsonb))
      WITH ORDINALITY AS e (m, t, a, d, n)
    JOIN judged j ON j.m = e.m AND j.verdict = 'ok' AND j.earlier_seq IS NULL
  ), inserted AS (
    INSERT INTO event (session_id, seq, type, run_id, actor, data, at)
    SELECT n.session_id, n.seq, n.t, n.run_id, n.a, n.d, v_at FROM numbered n
  ), bumped AS (
    UPDATE session s SET last_seq = n.last_seq
    FROM (SELECT numbered.session_id, max(numbered.seq) AS last_seq FROM numbered GROUP BY 1) n
    WHERE s.id = n.session_id
  )
  SELECT j.m, j.verdict, coalesce(j.earlier_seq, n.first_seq)::float8,
    (extract(epoch FROM coalesce(j.earlier_at, v_at)) * 1000)::float8
  FROM judged j
  LEFT JOIN (SELECT numbered.m, min(numbered.seq) AS first_seq FROM numbered GROUP BY 1) n ON n.m = j.m
  ORDER BY j.m;
END;
$$;

-- Whether somebody holds a run: its lease has not expired by the database's clock, and the advisory lock that its
-- holder keeps on a connection of its own is taken. kill -9 closes that connection and frees the run at once.
CREATE FUNCTION holdfast_is_leased(p_status text, p_expires_at timestamptz, p_lock bigint) RETURNS boolean
LANGUAGE sql VOLATILE
AS $$
  SELECT p_status = 'running' AND coalesce(p_expires_at > clock_timestamp(), false) AND EXISTS (
    SELECT FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
      AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
      AND ((l.classid::int8 << 32) | l.objid::int8) = p_lock
  )
$$;
