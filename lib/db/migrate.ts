import pg from 'pg';
import { MIGRATIONS_DIR, type Migration, readMigrations } from './migrations-folder.ts';

/** The key of Prisma's own migration lock, so that its CLI and this wait for each other. */
const ADVISORY_LOCK = 72707369;

/** As Prisma's schema engine creates it. */
const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id                  VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum            VARCHAR(64) NOT NULL,
    finished_at         TIMESTAMPTZ,
    migration_name      VARCHAR(255) NOT NULL,
    logs                TEXT,
    rolled_back_at      TIMESTAMPTZ,
    started_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count INTEGER NOT NULL DEFAULT 0
  )`;

type AppliedRow = { migration_name: string; checksum: string; finished_at: Date | null };

/**
 * Applies what is missing, one process at a time, and answers with the names. Each migration is one transaction together
 * with its row in Prisma's table: it is there whole or not at all. (So a migration can't hold what Postgres refuses in a
 * transaction, such as `CREATE INDEX CONCURRENTLY`.)
 */
export async function applyMigrations(url: string, directory: string = MIGRATIONS_DIR): Promise<string[]> {
  const migrations = await readMigrations(directory);
  const client = new pg.Client({ connectionString: url, application_name: 'holdfast-migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    await client.query(CREATE_TABLE);
    const pending = findPending(migrations, await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    // The lock goes with its connection.
    await client.end();
  }
}

async function readApplied(client: pg.Client): Promise<AppliedRow[]> {
  const { rows } = await client.query<AppliedRow>(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
  );
  return rows;
}

/** A database that is ahead is left alone: during a rolling update an old process may start once more. */
function findPending(migrations: readonly Migration[], rows: readonly AppliedRow[]): Migration[] {
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  return migrations.filter(({ name, checksum }) => {
    const row = applied.get(name);
    if (!row) return true;
    if (!row.finished_at)
      throw new Error(`cannot migrate: ${name} failed before; see "prisma migrate resolve"`);
    if (row.checksum === checksum) return false;
    throw new Error(
      `cannot migrate: ${name} was changed after it was applied; put it back and add a new migration`,
    );
  });
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [crypto.randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(
      `cannot apply migration ${name}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
}
