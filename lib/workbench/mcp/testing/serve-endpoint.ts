import { createServer, request as sendRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestLogger } from './test-logger.ts';
import type { SandboxSource } from '#lib/workbench/sandbox/sandbox.ts';
import { McpEndpoint } from '../mcp-endpoint.ts';
import { createToken, MCP_PATH, type TokenClaims } from '../token.ts';

export const TEST_SECRET = 'test'.repeat(8);

export interface ServedEndpoint {
  readonly url: string;
  readonly port: number;
  readonly lines: readonly string[];
  createToken(claims?: Partial<TokenClaims>): string;
  stop(): Promise<void>;
}

/** The endpoint on a port of its own, as `server.ts` puts it on the app's. */
export async function serveEndpoint(options: {
  sandboxes: SandboxSource;
  timeoutMs?: number;
  rate?: { points: number; duration: number };
}): Promise<ServedEndpoint> {
  const { logger, lines } = createTestLogger();
  const hostRules = { publicUrl: undefined, allowedOrigins: [] };
  const endpoint = new McpEndpoint({ ...options, secret: TEST_SECRET, hostRules, logger });
  const server = await listen((request, response) => {
    if (!endpoint.handleRequest(request, response)) response.writeHead(404).end();
  });
  return {
    url: `http://localhost:${server.port}${MCP_PATH}`,
    port: server.port,
    lines,
    createToken: (claims) =>
      createToken(
        { sandboxId: crypto.randomUUID(), kind: 'token', expiresAt: Date.now() + 60_000, ...claims },
        TEST_SECRET,
      ),
    stop: server.stop,
  };
}

/** Passes everything on as it is, with the token: for clients that know of none. */
export async function serveTokenProxy(
  port: number,
  token: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await listen((request, response) => {
    const { method, headers, url: path } = request;
    const onward = sendRequest(
      { port, path, method, headers: { ...headers, authorization: `Bearer ${token}` } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  return { url: `http://localhost:${server.port}${MCP_PATH}`, stop: server.stop };
}

async function listen(listener: RequestListener): Promise<{ port: number; stop(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, resolve));
  // Cast: a server that listens on a port has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
