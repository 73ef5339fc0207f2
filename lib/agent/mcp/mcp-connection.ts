import { type CallToolResult, createMCPClient, type MCPClient } from '@ai-sdk/mcp';
import { type Dial, type Resolve } from './guarded-agent.ts';
import { type FetchLimits, GuardedFetch } from './guarded-fetch.ts';
import { HttpTransport } from './http-transport.ts';
import { type McpDefinition, toDefinition } from './mcp-definition.ts';
import { parseServerUrl } from './server-url.ts';

/** A server and what is sent to it with every request. */
export interface McpTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface McpConnectOptions {
  readonly limits: FetchLimits;
  /** Of the handshake and the list of tools, in all. */
  readonly openTimeoutMs: number;
  readonly resolve?: Resolve | undefined;
  readonly dial?: Dial | undefined;
}

export const MAX_TOOLS_PER_SERVER = 200;
const MAX_PAGES = 20;

/** A server that was greeted and has said which tools it has. */
export class McpConnection {
  readonly #client: MCPClient;
  readonly #fetch: GuardedFetch;
  readonly #openTimeoutMs: number;
  #tools: readonly McpDefinition[] = [];

  private constructor(client: MCPClient, fetch: GuardedFetch, openTimeoutMs: number) {
    this.#client = client;
    this.#fetch = fetch;
    this.#openTimeoutMs = openTimeoutMs;
  }

  /** Throws when the server is not there, is too slow or does not speak MCP. Nothing stays open then. */
  static async open(target: McpTarget, options: McpConnectOptions): Promise<McpConnection> {
    const { limits, openTimeoutMs, resolve, dial } = options;
    const fetch = new GuardedFetch({ url: parseServerUrl(target.url), limits, resolve, dial });
    const signal = AbortSignal.timeout(openTimeoutMs);
    try {
      const client = await createMCPClient({
        transport: new HttpTransport({ fetch, headers: target.headers }),
        clientName: 'holdfast',
        version: '1',
        initializationOptions: { signal },
      });
      const connection = new McpConnection(client, fetch, openTimeoutMs);
      await connection.listAgain(signal);
      return connection;
    } catch (error) {
      fetch.close();
      throw signal.aborted
        ? new Error(`it did not answer within ${openTimeoutMs / 1_000} s`, { cause: error })
        : error;
    }
  }

  /** As the server listed them last; at most one more than are allowed, so that the rest is noticed. */
  get tools(): readonly McpDefinition[] {
    return this.#tools;
  }

  async listAgain(signal = AbortSignal.timeout(this.#openTimeoutMs)): Promise<void> {
    const tools: McpDefinition[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < MAX_PAGES && tools.length <= MAX_TOOLS_PER_SERVER; page++) {
      const params = cursor === undefined ? {} : { params: { cursor } };
      const list = await this.#client.listTools({ ...params, options: { signal } });
      // Cast: the client has parsed them by a schema that says the same, with `undefined` for what is absent.
      tools.push(...list.tools.map((tool) => toDefinition(tool as McpDefinition)));
      cursor = list.nextCursor;
      if (cursor === undefined) break;
    }
    this.#tools = tools.slice(0, MAX_TOOLS_PER_SERVER + 1);
  }

  /** Throws when no result comes: by the transport's error, by the server's own, or by the signal. */
  call(name: string, input: Record<string, unknown>, signal: AbortSignal): Promise<CallToolResult> {
    return this.#client.callTool({ name, arguments: input, options: { signal } });
  }

  get openSockets(): number {
    return this.#fetch.openSockets;
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
