import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import type { Clock } from '#lib/base/clock.ts';
import type { Logins } from '#lib/auth/logins.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { AppError } from '#lib/protocol/error.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import { CommandExecutor } from '#lib/session/execute-command.ts';
import { SessionHub } from '#lib/session/session-hub.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import type { WakeUps } from '#lib/session/wake-ups.ts';
import { createEngine } from './engine.ts';
import type { UpgradeListener } from './handshake-gate.ts';
import { createRoomFanOut } from './rooms.ts';
import { SocketServer } from './socket-server.ts';

/** The part of a node that people are connected to: commands in, committed events out. */
export class Gateway {
  readonly #hub: SessionHub;
  readonly #sockets: SocketServer;

  constructor(dependencies: {
    node: string;
    build: string;
    config: Config;
    logger: Logger;
    clock: Clock;
    httpServer: HttpServer;
    log: EventLog;
    wakeUps: WakeUps;
    reads: SessionReads;
    logins: Logins;
    models: { defaultModel: string; ids: ReadonlySet<string> };
    /** What a client is told of a fault; it is logged there. */
    toAppError: (error: unknown) => AppError;
    developmentUpgrade?: UpgradeListener;
  }) {
    const { config, logger, clock, log, wakeUps, models, toAppError, ...rest } = dependencies;
    const { limits, timings } = config;
    const engine = createEngine(config);
    this.#hub = new SessionHub({
      log,
      wakeUps,
      fanOut: createRoomFanOut(engine.io),
      clock,
      maxBacklogBytes: limits.liveBufferBytes,
      pollMs: timings.wakeUpPollMs,
      onError: (error) => logger.error({ error }, 'the log could not be read'),
    });
    const executor = new CommandExecutor({
      log,
      wakeUps,
      defaultModel: models.defaultModel,
      isModel: (model) => models.ids.has(model),
      limits: {
        maxQueueItems: limits.queueLength,
        maxLiveRuns: limits.runningRunsPerUser,
        dayBudgets: { userUsd: limits.userDayCostUsd, everybodyUsd: limits.dayCostUsd },
      },
      toAppError,
    });
    this.#sockets = new SocketServer({
      ...rest,
      engine,
      config,
      logger,
      clock,
      hub: this.#hub,
      executor,
      wakeUps,
    });
  }

  start(): void {
    this.#hub.start();
    this.#sockets.start();
  }

  get isOpen(): boolean {
    return this.#sockets.isOpen;
  }

  /** False when the request is somebody else's. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    return this.#sockets.handleRequest(request, response);
  }

  /** Lets nobody in any more and tells everybody to come back. */
  drain(): void {
    this.#sockets.drain();
  }

  async stop(): Promise<void> {
    await this.#sockets.stop();
    this.#hub.stop();
  }
}
