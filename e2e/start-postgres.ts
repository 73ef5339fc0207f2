import { startPostgres } from './tools/postgres.ts';

export const POSTGRES_URL = 'HOLDFAST_E2E_POSTGRES_URL';

/** Playwright's global setup: one throw-away server for all workers, which get its address by their environment. */
export default async function setUp(): Promise<() => Promise<void>> {
  const postgres = await startPostgres();
  process.env[POSTGRES_URL] = postgres.url;
  return () => postgres.stop();
}
