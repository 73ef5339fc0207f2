import type { Database } from '#lib/db/client.ts';
import { MIGRATIONS_DIR, readMigrations } from '#lib/db/migrations-folder.ts';
import type { HealthCheck } from './health.ts';

/** What a node needs of its database before it is sent clients. */
export function createDatabaseChecks(prisma: Database): { database: HealthCheck; migrations: HealthCheck } {
  return { database: createDatabaseCheck(prisma), migrations: createMigrationsCheck(prisma) };
}

function createDatabaseCheck(prisma: Database): HealthCheck {
  return async () => {
    await prisma.$queryRaw`SELECT 1`;
    return undefined;
  };
}

/** Every migration of this build is applied. A database that is ahead is fine: a newer node is taking over. */
function createMigrationsCheck(prisma: Database): HealthCheck {
  return async () => {
    const applied = await prisma.$queryRaw<{ name: string }[]>`
      SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
    const names = new Set(applied.map(({ name }) => name));
    const missing = (await readMigrations(MIGRATIONS_DIR)).filter(({ name }) => !names.has(name));
    return missing.length === 0 ? undefined : `${missing.length} missing`;
  };
}
