import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { type CallToolResult, createMcpHandler, Server, type Tool } from '@modelcontextprotocol/server';
import type { AppProcess } from './app-process.ts';
import { runSql } from './postgres.ts';

const run = promisify(execFile);

/** An MCP server of somebody else, on this machine. What it lists and does can change while it runs. */
export class OutsideMcp {
  tools: Tool[];
  /** The names of the tools that were called, in order. */
  readonly calls: string[] = [];
  onCall: (input: unknown) => string | Promise<string> = () => 'It is done.';
  readonly #handler = createMcpHandler(() => this.#createServer());
  readonly #server = createServer((request, response) => {
    // Whoever asked may be gone before it is answered.
    this.#answer(request, response).catch(() => response.destroy());
  });

  constructor(tools: Tool[]) {
    this.tools = tools;
  }

  get url(): string {
    // Cast: a server that listens on TCP has an address with a port.
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/mcp`;
  }

  async start(): Promise<void> {
    await once(this.#server.listen(0, '127.0.0.1'), 'listening');
  }

  stop(): void {
    this.#server.close().closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const web = new Request(this.url, {
      method,
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...(body === '' ? {} : { body }),
    });
    const answer = await this.#handler.fetch(web);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  }

  #createServer(): Server {
    const server = new Server({ name: 'outside', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', () => ({ tools: this.tools }));
    server.setRequestHandler('tools/call', async ({ params }): Promise<CallToolResult> => {
      this.calls.push(params.name);
      return { content: [{ type: 'text', text: await this.onCall(params.arguments) }] };
    });
    return server;
  }
}

/** `npm run mcp -- ...`, as an admin types it beside a running app. Answers with what it prints. */
export async function runMcpCommand(app: AppProcess, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('npm', ['run', '--silent', 'mcp', '--', ...args], {
    env: app.environment,
  });
  return stdout;
}

/** For the end of a test: no server is declared any more. */
export async function forgetServers({ databaseUrl }: AppProcess): Promise<void> {
  await runSql(databaseUrl, 'DELETE FROM mcp_server');
}
