-- What PostgreSQL lets everybody see or do beyond their own database. A sandbox can't take any of it back: all this
-- belongs to the server's administrator.

-- Catalogues that all databases share, and views of what others do.
DO $$
DECLARE
  relation regclass;
BEGIN
  FOR relation IN
    SELECT oid FROM pg_class
    WHERE relnamespace = 'pg_catalog'::regnamespace AND relkind IN ('r', 'v') AND (
      relisshared
      OR (relname LIKE 'pg\_stat\_%' AND relname !~ '_(tables|indexes|sequences|functions)$')
      OR relname IN (
        'pg_roles', 'pg_user', 'pg_group', 'pg_locks', 'pg_prepared_xacts', 'pg_replication_slots', 'pg_aios',
        'pg_replication_origin_status'
      )
    )
  LOOP
    EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', relation);
  END LOOP;
END
$$;

-- The functions beneath those views; large objects; locks that outlive a statement and take room that all share;
-- signals; messages to others; bytes written straight into the server's log of changes.
DO $$
DECLARE
  routine regprocedure;
BEGIN
  FOR routine IN
    SELECT oid FROM pg_proc
    WHERE pronamespace = 'pg_catalog'::regnamespace AND (
      proname ~ '^(lo_|lowrite$|loread$|pg_advisory_|pg_try_advisory_|pg_read_|pg_ls_|pg_stat_file|pg_logical_)'
      OR proname ~ '^pg_stat_get_(activity|backend|db_|progress|wal|archiver|bgwriter|checkpointer|buf_|io|slru|subscription|replication|recovery)'
      OR proname IN (
        'pg_notify', 'pg_terminate_backend', 'pg_cancel_backend', 'pg_log_backend_memory_contexts', 'pg_lock_status',
        'pg_blocking_pids', 'pg_safe_snapshot_blocking_pids', 'pg_prepared_xact', 'pg_get_replication_slots',
        'pg_database_size', 'pg_tablespace_size', 'pg_tablespace_databases', 'pg_describe_object',
        'pg_identify_object', 'pg_identify_object_as_address', 'pg_show_replication_origin_status', 'pg_get_aios'
      )
    )
  LOOP
    EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC', routine);
  END LOOP;
END
$$;

-- Extensions come from a list: trusted ones include languages, which keep state of their own in a connection. And each
-- command locks what it makes until the end of its transaction, in a table of limited size that all databases share.
CREATE SCHEMA workbench_guard;
CREATE TABLE workbench_guard.spent (transaction xid8 PRIMARY KEY, commands integer NOT NULL);
CREATE FUNCTION workbench_guard.check_command() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  spent integer;
BEGIN
  IF tg_tag = 'CREATE EXTENSION' AND EXISTS (
    SELECT FROM pg_catalog.pg_extension
    WHERE extname <> ALL (ARRAY[
      'plpgsql', 'pg_trgm', 'fuzzystrmatch', 'unaccent', 'citext', 'hstore', 'ltree', 'btree_gin', 'btree_gist',
      'pgcrypto', 'uuid-ossp', 'cube', 'intarray', 'isn', 'seg', 'tablefunc'
    ])
  ) THEN
    RAISE insufficient_privilege USING
      MESSAGE = 'permission denied to create this extension',
      HINT = 'The Workbench has pg_trgm, fuzzystrmatch, unaccent, citext, hstore, ltree, btree_gin, btree_gist, pgcrypto,'
        ' uuid-ossp, cube, intarray, isn, seg and tablefunc.';
  END IF;
  IF (SELECT count(*) FROM pg_catalog.pg_class WHERE oid >= 16384) > 600 THEN
    RAISE program_limit_exceeded USING MESSAGE = 'a sandbox holds at most 600 tables, indexes and other relations';
  END IF;
  INSERT INTO workbench_guard.spent AS s VALUES (pg_catalog.pg_current_xact_id(), 1)
    ON CONFLICT (transaction) DO UPDATE SET commands = s.commands + 1 RETURNING s.commands INTO spent;
  IF spent > 600 THEN
    RAISE program_limit_exceeded USING MESSAGE = 'a transaction makes or changes at most 600 objects';
  END IF;
END
$$;
REVOKE ALL ON FUNCTION workbench_guard.check_command() FROM PUBLIC;
CREATE EVENT TRIGGER workbench_guard ON ddl_command_end EXECUTE FUNCTION workbench_guard.check_command();
