import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { toNodeHandler } from 'better-auth/node';
import { systemClock as clock } from '#lib/base/clock.ts';
import { createId } from '#lib/base/ids.ts';
import { CLIENT_ADDRESS_HEADER, createAuth } from '#lib/auth/auth.ts';
import { Logins } from '#lib/auth/logins.ts';
import { loadConfig } from '#lib/config/env.ts';
import { createLogger } from '#lib/config/logger.ts';
import { type OpenLog, openLog } from '#lib/session/open-log.ts';
import { toAppError } from '#lib/session/to-app-error.ts';
import { Gateway } from '../gateway.ts';
import { TestClient } from './test-client.ts';

export interface Visitor {
  userId: string;
  cookie: string;
}

/** One node of an installation, all real but for the models and the pages: Postgres, logins, log, hub, sockets. */
export class TestNode {
  readonly logLines: string[];
  readonly open: OpenLog;
  readonly logins: Logins;
  readonly #gateway: Gateway;
  readonly #http: HttpServer;
  readonly #clients: TestClient[] = [];

  private constructor(parts: {
    open: OpenLog;
    logins: Logins;
    gateway: Gateway;
    http: HttpServer;
    logLines: string[];
  }) {
    this.open = parts.open;
    this.logLines = parts.logLines;
    this.logins = parts.logins;
    this.#gateway = parts.gateway;
    this.#http = parts.http;
  }

  static async start(url: string, env: Record<string, string> = {}): Promise<TestNode> {
    const node = createId();
    const secret = 'one-secret-for-all-nodes-of-a-test-installation';
    const config = loadConfig({
      NODE_ENV: 'test',
      HOLDFAST_SECRET: secret,
      HOLDFAST_GUESTS_PER_MINUTE: '1000',
      ...env,
    });
    const logLines: string[] = [];
    const write = (line: string): void => void logLines.push(line);
    const logger = createLogger({ level: 'error', format: 'json', secrets: [], write });
    const open = await openLog({ url, node, config, logger, clock });
    const onLoginsChanged = (userId: string): void => open.wakeUps.publish('login', userId);
    const auth = createAuth({ prisma: open.db, config, logger, onLoginsChanged });
    const logins = new Logins({ auth, prisma: open.db });
    const answerAuth = toNodeHandler(auth);
    const http = createServer((request, response) => {
      request.headers[CLIENT_ADDRESS_HEADER] = '127.0.0.1';
      if (!gateway.handleRequest(request, response)) void answerAuth(request, response);
    });
    const gateway = new Gateway({
      ...open,
      node,
      build: 'test',
      config,
      logger,
      clock,
      httpServer: http,
      logins,
      models: { defaultModel: 'demo:coral', ids: new Set(['demo:coral']) },
      toAppError: (error) => toAppError(error, logger),
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    gateway.start();
    return new TestNode({ open, logins, gateway, http, logLines });
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.#gateway.stop();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
    await this.open.close();
  }

  get origin(): string {
    // Cast: it listens on TCP.
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  async post(
    path: string,
    options: { body?: object; cookie?: string } = {},
  ): Promise<{ status: number; visitor: Visitor }> {
    const { body = {}, cookie } = options;
    const response = await fetch(`${this.origin}/api/auth${path}`, {
      method: 'POST',
      headers: { origin: this.origin, 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
    });
    const reply: { user?: { id: string } } = await response.json();
    const [pair = ''] = response.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
    return { status: response.status, visitor: { userId: reply.user?.id ?? '', cookie: pair } };
  }

  async signInGuest(): Promise<Visitor> {
    return (await this.post('/sign-in/anonymous')).visitor;
  }

  client({ cookie }: Pick<Visitor, 'cookie'>, deviceId = 'device'): TestClient {
    const client = new TestClient(this.origin, {
      auth: { protocol: 1, deviceId },
      extraHeaders: { origin: this.origin, cookie },
    });
    this.#clients.push(client);
    return client;
  }

  connect(visitor: Visitor, deviceId?: string): Promise<TestClient> {
    return this.client(visitor, deviceId).opened();
  }
}
