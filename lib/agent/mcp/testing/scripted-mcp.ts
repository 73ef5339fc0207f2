import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import {
  type CallToolResult,
  createMcpHandler,
  Server,
  type Tool,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { onTestFinished } from 'vitest';

type Call = (
  input: Record<string, unknown>,
  call: { signal: AbortSignal },
) => CallToolResult | Promise<CallToolResult>;

/** A tool without input, as a test lists it. */
export function describeTool(name: string, more: Partial<Tool> = {}): Tool {
  return { name, description: `Does ${name}.`, inputSchema: { type: 'object' }, ...more };
}

export const toText = (text: string): CallToolResult => ({ content: [{ type: 'text', text }] });

/**
 * An outside MCP server by the official SDK, for the test that runs. What it lists and does can be changed while it runs.
 * `protocol`: the stateless one, the older one without sessions, or the older one with them.
 */
export class ScriptedMcp {
  tools: Tool[];
  readonly calls: { name: string; input: unknown }[] = [];
  readonly requests: { method: string; rpc: unknown; headers: IncomingMessage['headers'] }[] = [];
  onCall: Call = (input) => toText(JSON.stringify(input));
  /** Set: every request is answered by this instead. */
  intercept: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  sockets = 0;
  #port = 0;
  readonly #sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();

  constructor(tools: Tool[]) {
    this.tools = tools;
  }

  static async start(
    tools: Tool[],
    protocol: 'stateless' | 'older' | 'older with sessions' = 'stateless',
  ): Promise<ScriptedMcp> {
    const scripted = new ScriptedMcp(tools);
    const handler = createMcpHandler(() => scripted.#createServer());
    const server = createServer((request, response) => {
      void scripted.#answer(request, response, (web, body) => {
        if (protocol === 'older with sessions') return scripted.#answerSession(web, body);
        // A server of before knows neither the method nor the header.
        if (protocol === 'older' && scripted.requests.at(-1)?.rpc === 'server/discover')
          return Promise.resolve(new Response('Not found', { status: 404 }));
        return handler.fetch(web, { parsedBody: body });
      });
    });
    server.on('connection', (socket) => {
      scripted.sockets += 1;
      socket.on('close', () => (scripted.sockets -= 1));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // Cast: a server that listens on a port has an address with a port.
    scripted.#port = (server.address() as AddressInfo).port;
    onTestFinished(() => void server.close().closeAllConnections());
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/mcp`;
  }

  /** What it was asked, in order. */
  get methods(): unknown[] {
    return this.requests.map(({ method, rpc }) => rpc ?? method);
  }

  /** Lists this, whatever the official SDK thinks of it: JSON as it goes over the wire. */
  listRaw(tools: readonly string[]): void {
    const discovered =
      '{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":{"tools":{}}}';
    const listed = `{"resultType":"complete","tools":[${tools.join(',')}]}`;
    this.intercept = (request, response) => {
      void readJson(request).then(({ id, method }) => {
        const result = method === 'server/discover' ? discovered : listed;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`{"jsonrpc":"2.0","id":${JSON.stringify(id)},"result":${result}}`);
      });
    };
  }

  forgetSessions(): void {
    this.#sessions.clear();
  }

  #createServer(): Server {
    const server = new Server({ name: 'scripted', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', () => ({ tools: this.tools }));
    server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
      const input = params.arguments ?? {};
      this.calls.push({ name: params.name, input });
      return this.onCall(input, { signal: mcpReq.signal });
    });
    return server;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
    serve: (web: Request, body: unknown) => Promise<Response>,
  ): Promise<void> {
    if (this.intercept) return this.intercept(request, response);
    const text = await new Response(toWeb(request)).text();
    const body: { method?: unknown } | undefined = text === '' ? undefined : JSON.parse(text);
    const { method = '', headers } = request;
    this.requests.push({ method, rpc: body?.method, headers });
    const web = new Request(this.url, {
      method,
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...(text === '' ? {} : { body: text }),
    });
    const answer = await serve(web, body);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    if (answer.body) Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
    else response.end();
  }

  async #answerSession(web: Request, body: unknown): Promise<Response> {
    const id = web.headers.get('mcp-session-id');
    const known = id === null ? undefined : this.#sessions.get(id);
    if (id !== null && !known) return new Response('No such session', { status: 404 });
    const transport =
      known ??
      new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: () => crypto.randomUUID(),
        onsessioninitialized: (session) => void this.#sessions.set(session, transport),
      });
    if (!known) await this.#createServer().connect(transport);
    return transport.handleRequest(web, { parsedBody: body });
  }
}

export async function readJson(request: IncomingMessage): Promise<{ id?: unknown; method?: unknown }> {
  return JSON.parse(await new Response(toWeb(request)).text());
}

function toWeb(request: IncomingMessage): ReadableStream {
  // Cast: Node's type of a web stream and the browser's are the same stream under two names.
  return Readable.toWeb(request) as ReadableStream;
}
