import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

/** The database that the configuration names, or the embedded one when it names none. `stop` leaves a foreign one alone. */
export async function startDatabaseServer(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  logger: Pick<Logger, 'info' | 'error'>,
): Promise<EmbeddedPostgres> {
  if (databaseUrl === undefined) return startEmbeddedPostgres({ dataDir, logger });
  return { url: databaseUrl, stop: () => Promise.resolve() };
}
