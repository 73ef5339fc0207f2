import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { appLogger } from '#lib/config/app-logger.ts';
import { config } from '#lib/config/config.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { MIGRATIONS_DIR } from '#lib/db/migrations-folder.ts';
import { diffSchema } from '#lib/db/schema-diff.ts';

/** `npm run db:diff` shows what the schema has and the migrations lack; with a name it is written as a migration. */
const [name] = process.argv.slice(2);
if (name !== undefined && !/^[a-z0-9_]+$/.test(name))
  throw new Error('cannot name a migration so: use a-z, 0-9 and _');

const database = await startDatabaseServer(config(), appLogger());
try {
  const sql = await diffSchema(database.url);
  if (sql === undefined) console.log('The migrations lead to the schema.');
  else if (name === undefined) console.log(`${sql}\nTo write this as a migration: npm run db:diff -- <name>`);
  else console.log(`Wrote ${relative('.', await writeMigration(name, sql))}.`);
} finally {
  await database.stop();
}

async function writeMigration(migration: string, sql: string): Promise<string> {
  const stamp = new Date().toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const directory = join(MIGRATIONS_DIR, `${stamp}_${migration}`);
  await mkdir(directory);
  await writeFile(join(directory, 'migration.sql'), sql);
  return directory;
}
