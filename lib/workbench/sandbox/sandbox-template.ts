import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerAdmin } from './server-admin.ts';

const PREFIX = 'holdfast_workbench_template_';

export interface SandboxTemplate {
  readonly database: string;
  readonly fingerprint: string;
}

/** What a sandbox is before anybody did anything in it: the statements that make the roles, and those that make the rest. */
export function readTemplate(): { roles: string; rest: string; fingerprint: string } {
  const [roles = '', ...parts] = ['roles', 'lock-down', 'schemas', 'helpers', 'demo'].map((name) =>
    readFileSync(new URL(`./template/${name}.sql`, import.meta.url), 'utf8'),
  );
  const rest = parts.join('\n');
  const fingerprint = createHash('sha256').update(`${roles}\n${rest}`).digest('hex').slice(0, 12);
  return { roles, rest, fingerprint };
}

/** The database that sandboxes are copied from; made when the server has none of this content. */
export async function ensureTemplate(admin: ServerAdmin): Promise<SandboxTemplate> {
  const { roles, rest, fingerprint } = readTemplate();
  const database = PREFIX + fingerprint;
  const [login] = await admin.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );
  if (!login?.rolsuper) throw new Error('cannot make sandboxes: the login to their server is no superuser');
  await admin.withLock('template', async () => {
    if (await hasDatabase(admin, database)) return;
    // Whole or not at all: it gets its name when it is finished.
    const unfinished = `${database}_new`;
    await admin.execute(
      `DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`,
      roles,
      `CREATE DATABASE ${unfinished} TEMPLATE template0 ENCODING 'UTF8'`,
      `REVOKE ALL ON DATABASE ${unfinished} FROM PUBLIC`,
    );
    await admin.runInFreshDatabase(unfinished, rest);
    await admin.execute(
      `ALTER DATABASE ${unfinished} WITH ALLOW_CONNECTIONS false`,
      `ALTER DATABASE ${unfinished} RENAME TO ${database}`,
    );
  });
  return { database, fingerprint };
}

/** Sandboxes are copies and need their template no more; another version that does makes it again. */
export async function dropOtherTemplates(admin: ServerAdmin, current: SandboxTemplate): Promise<void> {
  await admin.withLock('template', async () => {
    const rows = await admin.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1) AND datname <> $2',
      [PREFIX, current.database],
    );
    for (const { datname } of rows) await admin.execute(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  });
}

export async function hasDatabase(admin: ServerAdmin, database: string): Promise<boolean> {
  const rows = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [database]);
  return rows.length > 0;
}
