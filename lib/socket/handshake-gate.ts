import type { IncomingMessage, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { isAllowedOrigin } from '#lib/auth/allowed-origin.ts';
import { toNetwork } from '#lib/auth/client-address.ts';
import type { HandshakeLimit } from './handshake-limit.ts';

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

type Dependencies = {
  allowedOrigins: readonly string[];
  limit: HandshakeLimit;
  longPolling: boolean;
  findAddress: (request: IncomingMessage) => string;
  /** Socket.IO, once a handshake may go on. */
  engine: {
    onUpgrade: UpgradeListener;
    onRequest: (request: IncomingMessage, response: ServerResponse) => void;
  };
  /** Next's own socket, in development only. */
  developmentUpgrade?: UpgradeListener;
};

type Refusal = { status: 400 | 403 | 429 | 503; retryAfterMs?: number };

const socketPaths: ReadonlySet<string> = new Set(['/socket.io', '/socket.io/']);
const developmentPaths: ReadonlySet<string> = new Set(['/_next/webpack-hmr', '/_next/hmr']);

/**
 * The one door for everything that wants to be a socket. Cross-origin rules of browsers do not hold for WebSockets, so
 * the origin of every single request is checked here, before any login is looked up. [X3] [X4] [X9]
 */
export class HandshakeGate {
  readonly #dependencies: Dependencies;
  #open = true;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /** From now on newcomers are sent away, to another node or to come back later. */
  close(): void {
    this.#open = false;
  }

  readonly onUpgrade: UpgradeListener = (request, socket, head) => {
    // Else a client that goes away at this moment would take the process with it.
    socket.on('error', () => socket.destroy());
    const path = toPath(request.url);
    const { developmentUpgrade, engine } = this.#dependencies;
    if (developmentUpgrade && developmentPaths.has(path)) return developmentUpgrade(request, socket, head);
    if (!socketPaths.has(path)) return void socket.destroy();
    const refusal = this.#findRefusal(request);
    if (refusal) return refuseUpgrade(socket, refusal);
    engine.onUpgrade(request, socket, head);
  };

  /** True when the request was for the socket path, and is answered. */
  onRequest(request: IncomingMessage, response: ServerResponse): boolean {
    if (!socketPaths.has(toPath(request.url))) return false;
    const refusal = this.#findRefusal(request);
    if (refusal) response.writeHead(refusal.status, toHeaders(refusal)).end();
    else this.#dependencies.engine.onRequest(request, response);
    return true;
  }

  #findRefusal(request: IncomingMessage): Refusal | undefined {
    const { allowedOrigins, longPolling, limit, findAddress } = this.#dependencies;
    const { origin, host, cookie } = request.headers;
    if (!isAllowedOrigin(origin, host, allowedOrigins)) return { status: 403 };
    // Only a change of transport names a connection; without long-polling it could only be somebody else's. [X7]
    if (!longPolling && /[?&]sid=/.test(request.url ?? '')) return { status: 400 };
    if (!this.#open) return { status: 503, retryAfterMs: 1000 };
    if (cookie !== undefined) return undefined;
    const waitMs = limit.findWaitMs(toNetwork(findAddress(request)));
    return waitMs > 0 ? { status: 429, retryAfterMs: waitMs } : undefined;
  }
}

/** Exactly what the client wrote, without the query: an absolute URL or a `//host` is no path of ours. */
function toPath(url: string | undefined): string {
  return url?.split('?', 1)[0] ?? '';
}

function toHeaders({ retryAfterMs }: Refusal): Record<string, string> {
  return {
    connection: 'close',
    'content-length': '0',
    ...(retryAfterMs === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) }),
  };
}

function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  const headers = Object.entries(toHeaders(refusal)).map(([name, value]) => `${name}: ${value}`);
  socket.end(
    [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`, ...headers, '', ''].join('\r\n'),
    () => socket.destroy(),
  );
}
