import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { POSTGRES_URL } from './start-postgres.ts';
import { AppProcess, type AppOptions } from './tools/app-process.ts';
import { createDatabase, dropDatabase } from './tools/postgres.ts';

export interface ServersOptions {
  /** So many nodes on one database. */
  count?: number;
  /** Each runs its own Postgres, as `npm start` does. */
  embedded?: boolean;
  env?: AppOptions['env'];
}

/** Those of this worker. */
export const runningServers = new Set<AppProcess>();

/** Starts servers, with data of their own, and ends both. */
export async function withServers(
  { count = 1, embedded = false, env = {} }: ServersOptions,
  work: (apps: readonly AppProcess[]) => Promise<void>,
): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'holdfast-e2e-'));
  const databaseUrl = embedded ? undefined : await createDatabase({ url: process.env[POSTGRES_URL] ?? '' });
  // What an installation makes on a database server is named by its secret, and it removes what it does not know.
  const secret = crypto.randomUUID();
  const apps = Array.from(
    { length: count },
    (_, index) =>
      new AppProcess({
        dataDir: join(dataDir, String(index)),
        env: { HOLDFAST_SECRET: `only-for-tests ${secret}`, ...env },
        ...(databaseUrl && { databaseUrl }),
      }),
  );
  try {
    for (const app of apps) runningServers.add(app);
    await Promise.all(apps.map((app) => app.start()));
    await work(apps);
    const faults = apps.flatMap((app) => app.faults);
    expect(faults, 'no server was at fault at any moment').toEqual([]);
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
    for (const app of apps) runningServers.delete(app);
    if (databaseUrl) await dropDatabase(databaseUrl);
    await rm(dataDir, { recursive: true, force: true });
  }
}
