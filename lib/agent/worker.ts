import type { Clock } from '#lib/base/clock.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import { createConnection, type Database } from '#lib/db/client.ts';
import { isPassingFault } from '#lib/db/database-fault.ts';
import { WorkerPresence } from '#lib/db/worker-presence.ts';
import { GroupCommitter } from '#lib/session/group-committer.ts';
import { Housekeeping } from '#lib/session/housekeeping.ts';
import type { PostgresEventLog } from '#lib/session/postgres-event-log.ts';
import type { WakeUps } from '#lib/session/wake-ups.ts';
import type { ModelRegistry } from './models/registry.ts';
import { RunSupervisor } from './run-supervisor.ts';
import { TitleWriter } from './title-writer.ts';

/** Attempts in all, for each one in a row that may fail: a run that makes progress is given many. [R5] */
const ATTEMPTS_PER_FRUITLESS_ONE = 10;
const HOUSEKEEPING_MS = 5_000;

/** The part of a node that writes answers: claims runs, executes them, names sessions, keeps house. */
export class Worker {
  readonly #supervisor: RunSupervisor;
  readonly #housekeeping: Housekeeping;
  readonly #presence: WorkerPresence;

  constructor(dependencies: {
    node: string;
    config: Config;
    logger: Logger;
    clock: Clock;
    db: Database;
    /** Of the database: the worker keeps a connection of its own. */
    url: string;
    log: PostgresEventLog;
    wakeUps: WakeUps;
    models: ModelRegistry;
  }) {
    const { node, config, logger, clock, db, url, log, wakeUps, models } = dependencies;
    const { limits, timings } = config;
    const onError = (error: unknown, about?: object) => logger.error({ error, ...about }, 'worker failed');
    const isPassing = isPassingFault;
    const giveUpMs = timings.leaseMs;
    const committer = new GroupCommitter({ log, clock, maxMembers: limits.groupSize, giveUpMs, isPassing, onError });
    const titles = new TitleWriter({
      log,
      models,
      onError: (error) => logger.warn({ error }, 'a title could not be written'),
    });
    const presence = new WorkerPresence({
      connect: () => createConnection({ url, name: 'holdfast worker' }),
      clock,
      onError,
    });
    this.#presence = presence;
    this.#supervisor = new RunSupervisor({
      log,
      wakeUps,
      clock,
      holder: () => (presence.isHeld ? { name: node, lock: presence.lock } : undefined),
      run: {
        log,
        committer,
        models,
        clock,
        limits: {
          maxFruitlessAttempts: limits.runAttempts,
          maxAttempts: limits.runAttempts * ATTEMPTS_PER_FRUITLESS_ONE,
          maxProviderRetries: limits.providerRetries,
          backoffMs: timings.providerBackoffMs,
          maxWaitMs: timings.noProgressMs,
          maxAnswerChars: limits.answerBytes,
        },
        timeouts: timings,
        isPassing,
        onError,
      },
      timings,
      maxRuns: limits.runsPerWorker,
      onStart: ({ sessionId, runId, title }) => {
        if (title === null) void titles.write(sessionId, runId);
      },
      onError,
    });
    this.#housekeeping = new Housekeeping({
      db,
      clock,
      intervalMs: HOUSEKEEPING_MS,
      compactionGraceMs: timings.compactionGraceMs,
      onError,
    });
  }

  async start(): Promise<void> {
    await this.#presence.start();
    this.#supervisor.start();
    this.#housekeeping.start();
  }

  /** Gives back every run at a chunk boundary, then leaves. [R6] */
  async drain(): Promise<void> {
    this.#housekeeping.stop();
    await this.#supervisor.drain();
    await this.#presence.stop();
  }
}
