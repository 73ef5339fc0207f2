import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { systemClock, type Clock } from '#lib/base/clock.ts';
import { toAllowedOrigins } from '#lib/auth/allowed-origin.ts';
import { findClientAddress } from '#lib/auth/client-address.ts';
import type { Logins } from '#lib/auth/logins.ts';
import type { Config } from '#lib/config/env.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Hello } from '#lib/protocol/socket.ts';
import { PROTOCOL_VERSION } from '#lib/protocol/version.ts';
import type { CommandExecutor } from '#lib/session/execute-command.ts';
import type { SessionHub } from '#lib/session/session-hub.ts';
import type { SessionReads } from '#lib/session/session-reads.ts';
import type { WakeUps } from '#lib/session/wake-ups.ts';
import { admitSockets } from './admission.ts';
import { Connection } from './connection.ts';
import { Connections } from './connections.ts';
import type { Engine } from './engine.ts';
import { EventRouter } from './event-router.ts';
import { createHandlers } from './handlers/create-handlers.ts';
import { HandshakeGate, type UpgradeListener } from './handshake-gate.ts';
import { HandshakeLimit } from './handshake-limit.ts';
import { LoginWatch } from './login-watch.ts';
import { userRoom } from './rooms.ts';
import { SessionListFeed } from './session-list-feed.ts';
import type { TypedSocket } from './typed-socket.ts';

/** Clients of a stopping node come back spread over this time. */
const RETURN_SPREAD_MS = 3000;

export interface SocketServerDependencies {
  engine: Engine;
  httpServer: HttpServer;
  config: Config;
  logger: Logger;
  logins: Pick<Logins, 'findLogin' | 'findLive'>;
  hub: Pick<SessionHub, 'subscribe'>;
  reads: Pick<SessionReads, 'catchUp' | 'read' | 'history' | 'listSessions' | 'sessionRows'>;
  executor: Pick<CommandExecutor, 'execute'>;
  wakeUps: WakeUps;
  /** Which process and which build this is, for `hello`. */
  node: string;
  build: string;
  /** Next's upgrade handler, in development only: it is handed its own socket and no other. */
  developmentUpgrade?: UpgradeListener;
  clock?: Clock;
  random?: () => number;
}

/** The sockets of this node: who comes in, what they ask, and how they go. Owns the `upgrade` event of the server. */
export class SocketServer {
  readonly #dependencies: SocketServerDependencies;
  readonly #gate: HandshakeGate;
  readonly #connections: Connections;
  readonly #router: EventRouter;
  readonly #loginWatch: LoginWatch;
  readonly #listFeed: SessionListFeed;
  readonly #clock: Clock;
  #state: 'new' | 'open' | 'draining' | 'stopped' = 'new';

  constructor(dependencies: SocketServerDependencies) {
    this.#dependencies = dependencies;
    const { engine, config, logger, logins, reads, wakeUps, clock = systemClock } = dependencies;
    const { limits, timings } = config;
    const limit = new HandshakeLimit({ maxPerMinute: limits.handshakesPerMinute, clock });
    this.#clock = clock;
    this.#connections = new Connections(limits.socketsPerUser);
    this.#router = new EventRouter({
      handlers: createHandlers({ ...dependencies, io: engine.io }),
      logger,
      clock,
    });
    const shared = { connections: this.#connections, wakeUps, clock, logger };
    this.#loginWatch = new LoginWatch({ ...shared, logins, everyMs: timings.loginCheckMs });
    this.#listFeed = new SessionListFeed({ ...shared, reads, io: engine.io });
    const findAddress = ({ socket, headers }: IncomingMessage): string =>
      findClientAddress({
        remoteAddress: socket.remoteAddress,
        forwardedFor: headers['x-forwarded-for'],
        trustedProxyHops: config.trustedProxyHops,
      });
    this.#gate = new HandshakeGate({
      engine,
      limit,
      findAddress,
      allowedOrigins: toAllowedOrigins(config),
      longPolling: config.longPolling === 'on',
      ...(dependencies.developmentUpgrade ? { developmentUpgrade: dependencies.developmentUpgrade } : {}),
    });
    admitSockets(engine.io, { logins, limit, findAddress, clock, logger });
    engine.io.on('connection', (socket) => this.#welcome(socket));
  }

  start(): void {
    this.#state = 'open';
    this.#dependencies.httpServer.on('upgrade', this.#gate.onUpgrade);
    this.#loginWatch.start();
    this.#listFeed.start();
  }

  /** Answers requests for the socket path; false when a request is somebody else's. Call it before Next. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    return this.#gate.onRequest(request, response);
  }

  /** For readiness: whether newcomers are let in. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get connectionCount(): number {
    return this.#connections.all().length;
  }

  /** Bytes that wait in the socket that reads slowest. */
  get largestBacklogBytes(): number {
    return this.#connections.all().reduce((most, { backlog }) => Math.max(most, backlog.bytes), 0);
  }

  /** Lets nobody in any more and tells everybody to come back, not all at once. Open sockets go on working. [R6] */
  drain(): void {
    if (this.#state !== 'open') return;
    this.#state = 'draining';
    this.#gate.close();
    const { random = Math.random } = this.#dependencies;
    for (const { socket } of this.#connections.all()) {
      socket.emit('notice', { kind: 'restarting', retryInMs: Math.floor(random() * RETURN_SPREAD_MS) });
    }
  }

  /** Closes what is left. It cancels nothing: runs do not belong to sockets. [C1] */
  async stop(): Promise<void> {
    if (this.#state === 'stopped') return;
    this.drain();
    this.#state = 'stopped';
    this.#loginWatch.stop();
    this.#listFeed.stop();
    await this.#dependencies.engine.io.close();
    this.#dependencies.httpServer.off('upgrade', this.#gate.onUpgrade);
  }

  #welcome(socket: TypedSocket): void {
    const { config, node, build } = this.#dependencies;
    const connection = new Connection({ socket, limits: config.limits, clock: this.#clock });
    socket.on('disconnect', () => {
      connection.joined.closeAll();
      this.#connections.remove(connection);
    });
    this.#router.attach(connection);
    this.#connections.add(connection);
    void socket.join(userRoom(connection.login.userId));
    const hello: Hello = { protocol: PROTOCOL_VERSION, node, build, userId: connection.login.userId };
    socket.emit('hello', hello);
  }
}
