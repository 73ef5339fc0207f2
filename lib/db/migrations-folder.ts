import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** One folder of `prisma/migrations`, in Prisma's format. */
export type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

/** All migrations, in the order in which they apply: that of their names. Empty folders are what git leaves behind. */
export async function readMigrations(directory: string): Promise<Migration[]> {
  const entries = await readdir(directory, { recursive: true });
  const names = new Set(entries.filter((entry) => entry.includes(sep)).map((entry) => dirname(entry)));
  return Promise.all([...names].toSorted().map((name) => readMigration(directory, name)));
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}
