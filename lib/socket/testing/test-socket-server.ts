import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { loadConfig } from '#lib/config/env.ts';
import { createLogger } from '#lib/config/logger.ts';
import { AppError } from '#lib/protocol/error.ts';
import { CommandExecutor } from '#lib/session/execute-command.ts';
import { LocalWakeUps } from '#lib/session/local-wake-ups.ts';
import { MemoryEventLog } from '#lib/session/memory-event-log.ts';
import { SessionHub } from '#lib/session/session-hub.ts';
import { announceCommits } from '#lib/session/wake-ups.ts';
import { createEngine } from '../engine.ts';
import type { UpgradeListener } from '../handshake-gate.ts';
import { createRoomFanOut } from '../rooms.ts';
import { SocketServer } from '../socket-server.ts';
import { TestClient } from './test-client.ts';
import { TestLogins } from './test-logins.ts';
import { TestReads } from './test-reads.ts';

export interface TestServerOptions {
  env?: Record<string, string>;
  clock?: Clock;
  random?: () => number;
  developmentUpgrade?: UpgradeListener;
}

/** A real HTTP server with real sockets, over a log in memory. */
export class TestSocketServer {
  readonly log = new MemoryEventLog({ clock: systemClock });
  readonly wakeUps = new LocalWakeUps();
  readonly logins = new TestLogins();
  readonly reads = new TestReads(this.log);
  readonly logLines: string[] = [];
  /** What Socket.IO's own `error` events told: only packets that can't be parsed. */
  readonly debugLines: string[] = [];
  readonly http: HttpServer;
  readonly sockets: SocketServer;
  readonly hub: SessionHub;
  readonly #clients: TestClient[] = [];

  constructor({ env = {}, clock = systemClock, random, developmentUpgrade }: TestServerOptions = {}) {
    const config = loadConfig({ NODE_ENV: 'test', HOLDFAST_SECRET: 's'.repeat(32), ...env });
    const logger = createLogger({
      level: 'debug',
      format: 'json',
      secrets: [],
      write: (line) => void (line.includes('"level":"debug"') ? this.debugLines : this.logLines).push(line),
    });
    const onError = (error: unknown): void => logger.error({ error }, 'hub');
    const engine = createEngine(config);
    this.hub = new SessionHub({
      log: this.log,
      wakeUps: this.wakeUps,
      fanOut: createRoomFanOut(engine.io),
      clock: systemClock,
      maxBacklogBytes: config.limits.liveBufferBytes,
      pollMs: 60_000,
      onError,
    });
    const executor = new CommandExecutor({
      log: this.log,
      wakeUps: this.wakeUps,
      defaultModel: 'demo:count',
      isModel: () => true,
      limits: { maxQueueItems: config.limits.queueLength, maxLiveRuns: config.limits.runningRunsPerUser },
      toAppError: (cause) => new AppError('internal', 'cannot run the command: something broke', { cause }),
    });
    announceCommits(this.log, this.wakeUps);
    this.http = createServer((request, response) => {
      if (!this.sockets.handleRequest(request, response)) response.writeHead(404).end();
    });
    this.sockets = new SocketServer({
      engine,
      executor,
      logger,
      config,
      clock,
      httpServer: this.http,
      hub: this.hub,
      reads: this.reads,
      logins: this.logins,
      wakeUps: this.wakeUps,
      node: 'node-1',
      build: 'build-1',
      ...(random ? { random } : {}),
      ...(developmentUpgrade ? { developmentUpgrade } : {}),
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.http.listen(0, '127.0.0.1', resolve));
    this.hub.start();
    this.sockets.start();
    return this;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.sockets.stop();
    this.hub.stop();
    this.http.closeAllConnections();
    await new Promise((resolve) => this.http.close(resolve));
  }

  get port(): number {
    // Cast: it listens on TCP.
    return (this.http.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** A client with alice's cookie and this server's origin, unless told otherwise. */
  client(
    options: { user?: string; headers?: Record<string, string>; auth?: object; transports?: string[] } = {},
  ): TestClient {
    const { user = 'alice', headers = {}, auth, transports = ['websocket'] } = options;
    const client = new TestClient(this.origin, {
      transports,
      auth: auth ?? { protocol: 1, deviceId: `device-of-${user}` },
      extraHeaders: { origin: this.origin, ...(user === '' ? {} : { cookie: `login=${user}` }), ...headers },
    });
    this.#clients.push(client);
    return client;
  }

  connect(user = 'alice', deviceId = `device-of-${user}`): Promise<TestClient> {
    return this.client({ user, auth: { protocol: 1, deviceId } }).opened();
  }

  /** A session of these users with `session-create` as its one event. */
  async createSession(...users: string[]): Promise<string> {
    const sessionId = createId();
    const [owner = 'alice', ...others] = users;
    await this.log.transact({ sessionId, userId: owner }, () => ({
      events: [{ type: 'session-create', actor: { kind: 'user', id: owner } }],
      create: { ownerId: owner, title: null },
      reply: undefined,
    }));
    for (const user of [owner, ...others]) this.reads.admit(sessionId, user);
    return sessionId;
  }

  /** Commits renames: one event each, in one batch. */
  async rename(sessionId: string, ...titles: string[]): Promise<void> {
    await this.log.transact({ sessionId }, () => ({
      events: titles.map((title) => ({
        type: 'session-rename',
        title,
        actor: { kind: 'system', id: 'test' },
      })),
      reply: undefined,
    }));
  }

  async delete(sessionId: string): Promise<void> {
    await this.log.transact({ sessionId }, () => ({ events: [], deleted: true, reply: undefined }));
  }
}
