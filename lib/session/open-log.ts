import type { Clock } from '#lib/base/clock.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import { createConnection, createDatabase, createPool, type Database } from '#lib/db/client.ts';
import { WorkerPresence } from '#lib/db/worker-presence.ts';
import { Housekeeping } from './housekeeping.ts';
import { PostgresEventLog } from './postgres-event-log.ts';
import { PostgresWakeUps } from './postgres-wake-ups.ts';
import { SessionReads } from './session-reads.ts';
import { announceCommits } from './wake-ups.ts';

export interface OpenLog {
  readonly db: Database;
  readonly log: PostgresEventLog;
  readonly wakeUps: PostgresWakeUps;
  readonly reads: SessionReads;
  /** For a worker: how others see that it lives, and what it does in quiet moments. Neither has started. */
  readonly presence: WorkerPresence;
  readonly housekeeping: Housekeeping;
  close(): Promise<void>;
}

/** Connections of the append alone: one group under way, and members that are tried alone beside it. */
const APPEND_CONNECTIONS = 3;
/** Hints to other nodes are merged for this long: NOTIFY takes a lock of the whole database at commit. */
const NOTIFY_WINDOW_MS = 25;
const HOUSEKEEPING_MS = 5_000;

/** The log with the connections it stands on. */
export async function openLog(dependencies: {
  url: string;
  node: string;
  config: Pick<Config, 'limits' | 'timings'>;
  logger: Logger;
  clock: Clock;
}): Promise<OpenLog> {
  const { url, node, clock, logger } = dependencies;
  const { limits, timings } = dependencies.config;
  const onError = (error: unknown) => logger.warn({ error }, 'a database connection failed');
  const statementTimeoutMs = timings.databaseTimeoutMs;
  const db = createDatabase({
    url,
    name: 'holdfast',
    connections: limits.databaseConnections,
    statementTimeoutMs,
  });
  const appendPool = createPool({
    url,
    name: 'holdfast append',
    connections: APPEND_CONNECTIONS,
    statementTimeoutMs,
    onError,
  });
  const log = new PostgresEventLog({ db, appendPool });
  const wakeUps = new PostgresWakeUps({
    connect: () => createConnection({ url, name: 'holdfast wake-ups', statementTimeoutMs }),
    clock,
    node,
    windowMs: NOTIFY_WINDOW_MS,
    onConnected: () => undefined,
    onError,
  });
  await wakeUps.start();
  announceCommits(log, wakeUps);
  return {
    db,
    log,
    wakeUps,
    reads: new SessionReads({ db }),
    presence: new WorkerPresence({
      connect: () => createConnection({ url, name: 'holdfast worker', statementTimeoutMs }),
      clock,
      onError,
    }),
    housekeeping: new Housekeeping({
      db,
      clock,
      intervalMs: HOUSEKEEPING_MS,
      compactionGraceMs: timings.compactionGraceMs,
      onError,
    }),
    async close() {
      await wakeUps.stop();
      await appendPool.end();
      await db.$disconnect();
    },
  };
}
