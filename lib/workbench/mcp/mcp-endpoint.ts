import type { IncomingMessage, ServerResponse } from 'node:http';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { type Clock, systemClock } from '#lib/base/clock.ts';
import type { Logger } from '#lib/config/logger.ts';
import { type DocLibrary, loadDocs } from '../docs/doc-library.ts';
import type { SandboxSource } from '../sandbox/sandbox.ts';
import type { ToolContext } from '../tools/workbench-tool.ts';
import { WriteOrder } from '../tools/write-order.ts';
import { createMcpServer } from './create-mcp-server.ts';
import { type HostRules, isOwnHost, isOwnOrigin } from './host-rules.ts';
import { McpRefusal, readMessage } from './request-body.ts';
import { serveMessage } from './serve-message.ts';
import { MCP_PATH, type TokenClaims, verifyToken } from './token.ts';

const MAX_BODY_BYTES = 256_000;

/** Per sandbox: far more than an agent with eight calls at a time does, far less than a loop does. */
const rate = { points: 200, duration: 10 };

/** JSON-RPC's code for errors that the server defines. */
const REFUSED = -32_000;

/** The Workbench's MCP server (streamable HTTP) behind bearer tokens. Whatever is sent to it, it answers and never throws. */
export class McpEndpoint {
  readonly #sandboxes: SandboxSource;
  readonly #secret: string;
  readonly #hostRules: HostRules;
  readonly #logger: Pick<Logger, 'warn' | 'error'>;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #limiter: RateLimiterMemory;
  readonly #docs: DocLibrary = loadDocs();
  readonly #writes = new WriteOrder();

  constructor(dependencies: {
    sandboxes: SandboxSource;
    /** Signs the tokens. */
    secret: string;
    hostRules: HostRules;
    logger: Pick<Logger, 'warn' | 'error'>;
    clock?: Clock;
    timeoutMs?: number;
    rate?: { points: number; duration: number };
  }) {
    this.#sandboxes = dependencies.sandboxes;
    this.#secret = dependencies.secret;
    this.#hostRules = dependencies.hostRules;
    this.#logger = dependencies.logger;
    this.#clock = dependencies.clock ?? systemClock;
    this.#timeoutMs = dependencies.timeoutMs ?? 30_000;
    this.#limiter = new RateLimiterMemory(dependencies.rate ?? rate);
  }

  /** False when the request is for something else. */
  handleRequest(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url?.split('?', 1)[0] !== MCP_PATH) return false;
    void this.#answer(request, response);
    return true;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const claims = await this.#admit(request);
      const message = await readMessage(request, MAX_BODY_BYTES);
      const answer = await serveMessage(toWebRequest(request), message, () =>
        createMcpServer({
          context: this.#toContext(claims),
          timeoutMs: this.#timeoutMs,
          onFault: (error, tool) => this.#logger.error({ error, tool }, 'a tool of the Workbench failed'),
        }),
      );
      const body = Buffer.from(await answer.arrayBuffer());
      response.writeHead(answer.status, {
        ...Object.fromEntries(answer.headers),
        'cache-control': 'no-store',
      });
      response.end(body);
    } catch (error) {
      if (error instanceof McpRefusal) return refuse(response, error);
      // Who goes away in the middle of a message is no fault, and could else fill the log with them.
      if (request.destroyed && !request.complete) return void response.destroy();
      this.#logger.error({ error }, 'an MCP request failed');
      refuse(response, new McpRefusal(500, 'cannot answer: something broke'));
    }
  }

  /** Who asks, if they may. In this order: a page of another site learns nothing, not even that a token is missing. */
  async #admit(request: IncomingMessage): Promise<TokenClaims> {
    const { host, origin, authorization } = request.headers;
    if (!isOwnHost(host, this.#hostRules) || !isOwnOrigin(origin, this.#hostRules)) {
      throw new McpRefusal(
        403,
        'cannot answer: the host or origin is not one of this server (see PUBLIC_URL)',
      );
    }
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const claims = verifyToken(token, this.#secret, this.#clock.now());
    if (!claims) {
      const challenge = `Bearer realm="workbench"${token === '' ? '' : ', error="invalid_token"'}`;
      throw new McpRefusal(401, 'cannot answer: a valid bearer token is missing', {
        'www-authenticate': challenge,
      });
    }
    // No streams to open and no sessions to end: every message is answered in its own response.
    if (request.method !== 'POST') throw new McpRefusal(405, 'cannot answer: only POST', { allow: 'POST' });
    const { rejected, waitMs } = await this.#limiter.consume(claims.sandboxId).then(
      () => ({ rejected: false, waitMs: 0 }),
      (refused: { msBeforeNext?: number }) => ({ rejected: true, waitMs: refused.msBeforeNext ?? 1_000 }),
    );
    if (rejected) {
      const retryAfter = String(Math.ceil(waitMs / 1_000));
      throw new McpRefusal(429, 'cannot answer: too many requests', { 'retry-after': retryAfter });
    }
    return claims;
  }

  #toContext({ sandboxId, kind }: TokenClaims): Omit<ToolContext, 'signal'> {
    return {
      sandboxId,
      docs: this.#docs,
      writes: this.#writes,
      openSandbox: () => this.#sandboxes.open(sandboxId, kind),
    };
  }
}

/** Without the body, which is read already, and without the token, which nobody behind here needs. */
function toWebRequest(request: IncomingMessage): Request {
  const headers = Object.entries(request.headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || name === 'authorization' ? [] : [[name, String(value)]],
  );
  return new Request(`http://workbench${MCP_PATH}`, { method: 'POST', headers });
}

function refuse(response: ServerResponse, { status, message, headers }: McpRefusal): void {
  if (response.headersSent || response.destroyed) return void response.destroy();
  // What is left of the body is not wanted, so the connection can't be used for another request.
  response.shouldKeepAlive = false;
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code: REFUSED, message } }));
}
