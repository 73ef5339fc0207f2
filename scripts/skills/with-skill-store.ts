import { appLogger } from '#lib/config/app-logger.ts';
import { config } from '#lib/config/config.ts';
import { createDatabase } from '#lib/db/client.ts';
import { startDatabaseServer } from '#lib/db/database-server.ts';
import { applyMigrations } from '#lib/db/migrate.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';

/** The store of this installation: beside a running app on the same database, without one on a database of its own. */
export async function withSkillStore<T>(work: (store: SkillStore) => Promise<T>): Promise<T> {
  const postgres = await startDatabaseServer(config(), appLogger());
  const db = createDatabase({ url: postgres.url, name: 'skills', connections: 1 });
  try {
    await applyMigrations(postgres.url);
    return await work(new SkillStore({ db }));
  } finally {
    await db.$disconnect();
    await postgres.stop();
  }
}
