import { appLogger } from '#lib/config/app-logger.ts';
import { config } from '#lib/config/config.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { applyMigrations } from '#lib/db/migrate.ts';

const database = await startDatabaseServer(config(), appLogger());
try {
  const applied = await applyMigrations(database.url);
  console.log(applied.length === 0 ? 'Nothing to apply.' : `Applied ${applied.join(', ')}.`);
} finally {
  await database.stop();
}
