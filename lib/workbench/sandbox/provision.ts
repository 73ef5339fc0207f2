import type { SandboxLimits } from './sandbox-limits.ts';
import { type SandboxLogin, toVisitorRole } from './sandbox-login.ts';
import type { SandboxTemplate } from './sandbox-template.ts';
import type { ServerAdmin } from './server-admin.ts';

const CONNECTION_LIMIT = 4;

/**
 * Copies the template and hands the copy to its login. Every right is given to that login alone: no role with rights
 * is shared between sandboxes. By the write-ahead log, not by files, because that would force a checkpoint on everybody.
 */
export async function createSandboxDatabase(
  admin: ServerAdmin,
  login: SandboxLogin,
  template: SandboxTemplate,
  limits: SandboxLimits,
): Promise<void> {
  const name = login.database;
  await admin.execute(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await Promise.all([
    admin.execute(`DROP ROLE IF EXISTS ${name}`, `CREATE ROLE ${name} ${toAttributes(login)}`),
    admin.execute(`CREATE DATABASE ${name} TEMPLATE ${template.database} STRATEGY wal_log`),
  ]);
  await Promise.all([
    admin.execute(
      `REVOKE ALL ON DATABASE ${name} FROM PUBLIC; ${toRights(name)}; ${toSettings(name, limits).join('; ')}`,
    ),
    admin.runInFreshDatabase(
      name,
      `REASSIGN OWNED BY holdfast_workbench_owner TO ${name};
       GRANT USAGE ON SCHEMA auth TO ${name};
       GRANT SELECT, INSERT, UPDATE, DELETE, REFERENCES ON auth.users TO ${name}`,
    ),
  ]);
}

/** Ends its connections first. A crash in between leaves a role, or a row without a database, for the next time. */
export async function dropSandboxDatabase(admin: ServerAdmin, database: string): Promise<void> {
  await admin.execute(
    `DROP DATABASE IF EXISTS ${database} WITH (FORCE)`,
    `DROP ROLE IF EXISTS ${database}, ${toVisitorRole(database)}`,
  );
}

/**
 * A login may change its own password and settings and give up its own rights, and that would last. Puts them back
 * when they differ. False when the sandbox is gone.
 */
export async function repairLogin(
  admin: ServerAdmin,
  { database, verifier }: SandboxLogin,
  limits: SandboxLimits,
): Promise<boolean> {
  const settings = toSettingTexts(limits);
  const [found] = await admin.query<{ sound: boolean }>(
    `SELECT a.rolpassword = $2 AND coalesce(s.setconfig, '{}') @> $3 AND coalesce(s.setconfig, '{}') <@ $3
        AND has_database_privilege(a.oid, d.oid, 'CONNECT') AND has_database_privilege(a.oid, d.oid, 'CREATE')
        AND has_database_privilege(a.oid, d.oid, 'TEMPORARY')
        AND NOT EXISTS (SELECT FROM pg_db_role_setting WHERE setrole = a.oid AND setdatabase = d.oid) AS sound
      FROM pg_database d JOIN pg_authid a ON a.rolname = d.datname
        LEFT JOIN pg_db_role_setting s ON s.setrole = a.oid AND s.setdatabase = 0
      WHERE d.datname = $1`,
    [database, verifier, settings],
  );
  if (!found) return false;
  if (found.sound) return true;
  await admin.execute(
    `ALTER ROLE ${database} ${toAttributes({ verifier })}; ALTER ROLE ${database} RESET ALL; ALTER ROLE ${database} IN DATABASE ${database} RESET ALL; ${toRights(database)};
     ${toSettings(database, limits).join('; ')}`,
  );
  return true;
}

/** The login that becomes `anon` or `authenticated`. It has no rights of its own to fall back to. False: no sandbox. */
export async function ensureVisitor(
  admin: ServerAdmin,
  { database, verifier }: SandboxLogin,
  limits: SandboxLimits,
): Promise<boolean> {
  const role = toVisitorRole(database);
  const [found] = await admin.query<{ sound: boolean }>(
    `SELECT EXISTS (SELECT FROM pg_authid a WHERE a.rolname = $2 AND a.rolpassword = $3) AS sound
     FROM pg_database WHERE datname = $1`,
    [database, role, verifier],
  );
  if (!found || found.sound) return found !== undefined;
  await admin.execute(
    `DROP ROLE IF EXISTS ${role}`,
    `CREATE ROLE ${role} ${toAttributes({ verifier })}; GRANT CONNECT ON DATABASE ${database} TO ${role};
     GRANT anon, authenticated, service_role TO ${role} WITH INHERIT FALSE, SET TRUE;
     ${toSettings(role, limits).join('; ')}`,
  );
  return true;
}

function toAttributes({ verifier }: Pick<SandboxLogin, 'verifier'>): string {
  return `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT CONNECTION LIMIT ${CONNECTION_LIMIT} PASSWORD '${verifier}'`;
}

function toRights(database: string): string {
  return `GRANT CONNECT, CREATE, TEMPORARY ON DATABASE ${database} TO ${database}`;
}

/** Only an administrator may set or unset these. Others can be set by the statement itself; each connection brings its own. */
function toSettingTexts({ tempFileBytes }: SandboxLimits): string[] {
  return [
    `temp_file_limit=${Math.ceil(tempFileBytes / 1_024)}kB`,
    // Else a loop of messages fills the disk with the server's log.
    'log_min_messages=fatal',
    'log_min_error_statement=panic',
  ];
}

function toSettings(role: string, limits: SandboxLimits): string[] {
  return toSettingTexts(limits).map((text) => {
    const [name, value] = text.split('=');
    return `ALTER ROLE ${role} SET ${name} = '${value}'`;
  });
}
