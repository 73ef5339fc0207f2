import type { Clock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { selectCounts } from '#lib/db/installation-counts.ts';
import { EVALS_USER } from '#lib/db/system-user.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import { createDatabaseChecks } from './database-checks.ts';
import { Health, type HealthCheck } from './health.ts';
import { LiveRuns } from './live-runs.ts';
import { shareOps } from './shared-ops.ts';

const CHECK_TIMEOUT_MS = 2_000;

/** Health of this node for whoever sends it clients, and for its admin pages, which find it on the shared object. */
export function openOps(dependencies: {
  db: Database;
  log: Pick<EventLog, 'transact'>;
  models: { readonly defaultModel: string };
  /** Why this node takes no clients, whatever its database says. */
  node: HealthCheck;
  logger: Logger;
  clock: Clock;
}): Health {
  const { db, log, models, node } = dependencies;
  const checks = { ...createDatabaseChecks(db), node };
  const health = new Health({ ...dependencies, checks, timeoutMs: CHECK_TIMEOUT_MS });
  shareOps({
    readiness: () => health.readiness(),
    counts: () => selectCounts(db, EVALS_USER.id),
    runs: new LiveRuns({ db, log, defaultModel: models.defaultModel }),
  });
  return health;
}
