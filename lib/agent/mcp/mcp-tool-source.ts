import type { Clock } from '#lib/base/clock.ts';
import type { AgentTool, OpenTools, ToolSource } from '../tools/agent-tool.ts';
import { DefinitionJudge, identifyDefinition } from './definition-judge.ts';
import { MAX_TOOLS_PER_SERVER } from './mcp-connection.ts';
import type { McpConnections } from './mcp-connections.ts';
import type { McpDefinition } from './mcp-definition.ts';
import type { DeclaredServer, McpStore } from './mcp-store.ts';
import { toAgentTool, toPolicy } from './mcp-tool.ts';
import { toToolName } from './tool-name.ts';
import { type WarningLogger, Warnings } from './warnings.ts';

const SERVERS_FRESH_MS = 5_000;

type Offer = { readonly tool?: AgentTool; readonly seen?: { name: string; fingerprint: string } };

/**
 * Tools of the servers that an admin declared. A tool is offered while its server describes it as it did when an admin
 * accepted it; one that is new, that changed or that can't be used is left out, with a warning, and the others stay. A
 * server that is down, slow or broken gives no tools. Nothing that a server does makes a run fail. [X59]
 */
export class McpToolSource implements ToolSource {
  readonly #store: McpStore;
  readonly #connections: McpConnections;
  readonly #clock: Clock;
  readonly #warnings: Warnings;
  readonly #maxResultBytes: number;
  readonly #judge = new DefinitionJudge();
  #servers: { readonly at: number; readonly rows: Promise<readonly DeclaredServer[]> } | undefined;

  constructor(dependencies: {
    store: McpStore;
    connections: McpConnections;
    clock: Clock;
    logger: WarningLogger;
    maxResultBytes: number;
  }) {
    const { store, connections, clock, logger, maxResultBytes } = dependencies;
    this.#store = store;
    this.#connections = connections;
    this.#clock = clock;
    this.#warnings = new Warnings(logger);
    this.#maxResultBytes = maxResultBytes;
  }

  async open(): Promise<OpenTools> {
    const servers = await this.#loadServers();
    const tools = await Promise.all(servers.map((server) => this.#openServer(server)));
    // Connections are nobody's: see McpConnections.
    return { tools: tools.flat(), close: () => Promise.resolve() };
  }

  async #loadServers(): Promise<readonly DeclaredServer[]> {
    const now = this.#clock.now();
    if (!this.#servers || now - this.#servers.at >= SERVERS_FRESH_MS)
      this.#servers = { at: now, rows: this.#store.loadServers() };
    try {
      const rows = await this.#servers.rows;
      this.#warnings.clear('servers');
      return rows;
    } catch (error) {
      this.#servers = undefined;
      this.#warnings.warn(
        'servers',
        { error },
        'the declared MCP servers could not be read: a run goes without',
      );
      return [];
    }
  }

  async #openServer(server: DeclaredServer): Promise<readonly AgentTool[]> {
    const about = { mcpServer: server.name };
    const { headers } = server;
    if (!headers) {
      this.#warnings.warn(server.id, about, 'the headers of an MCP server can not be read: add it again');
      return [];
    }
    try {
      const target = { url: server.url, headers };
      const listed = await this.#connections.listTools(target);
      this.#warnings.clear(server.id);
      if (listed.length > MAX_TOOLS_PER_SERVER)
        this.#warn(server, '*', { maxTools: MAX_TOOLS_PER_SERVER }, 'an MCP server lists too many tools');
      const names = new Set<string>();
      const offers = listed.slice(0, MAX_TOOLS_PER_SERVER).flatMap((definition) => {
        if (names.has(definition.name)) return [];
        names.add(definition.name);
        return [this.#offer(server, definition, target)];
      });
      await this.#recordSeen(server, offers);
      return offers.flatMap(({ tool }) => (tool ? [tool] : []));
    } catch (error) {
      this.#warnings.warn(
        server.id,
        { ...about, error },
        'an MCP server gives no tools: a run goes without them',
      );
      return [];
    }
  }

  #offer(
    server: DeclaredServer,
    definition: McpDefinition,
    target: { url: string; headers: Readonly<Record<string, string>> },
  ): Offer {
    const { name } = definition;
    const identity = identifyDefinition(definition);
    if (identity.status === 'refused') return this.#refuse(server, name, identity.why);
    const seen = { name, fingerprint: identity.fingerprint };
    const accepted = server.tools.find((tool) => tool.name === name);
    if (accepted?.fingerprint !== seen.fingerprint) {
      const what = accepted ? 'changed' : 'is new';
      const text = `a tool of an MCP server ${what}: it is off until it is accepted (npm run mcp -- accept ${server.name})`;
      this.#warn(server, name, { fingerprint: seen.fingerprint }, text);
      return accepted ? { seen } : {};
    }
    // Only now: compiling takes long, and whoever could make it happen at will could stop this process.
    const judgement = this.#judge.judge(definition);
    if (judgement.status === 'refused') return this.#refuse(server, name, judgement.why);
    const tool = toAgentTool({
      name: toToolName(server.name, name),
      definition,
      inputSchema: judgement.inputSchema,
      policy: toPolicy(definition),
      target,
      connections: this.#connections,
      maxResultBytes: this.#maxResultBytes,
    });
    return { tool, seen };
  }

  #refuse(server: DeclaredServer, tool: string, why: string): Offer {
    this.#warn(server, tool, { why }, 'a tool of an MCP server can not be used');
    return {};
  }

  async #recordSeen(server: DeclaredServer, offers: readonly Offer[]): Promise<void> {
    const changed = offers.flatMap(({ seen }) => {
      const row = server.tools.find(({ name }) => name === seen?.name);
      return seen && row && row.seen !== seen.fingerprint ? [seen] : [];
    });
    if (changed.length === 0) return;
    try {
      await this.#store.recordSeen(server.id, changed);
    } catch (error) {
      this.#warnings.warn('seen', { error }, 'what MCP servers say of their tools could not be noted');
    }
  }

  /** The tool's name is the server's word, so it is cut. */
  #warn(server: DeclaredServer, tool: string, about: object, text: string): void {
    const name = tool.slice(0, 128);
    this.#warnings.warn(
      JSON.stringify([server.id, name, about]),
      { mcpServer: server.name, mcpTool: name, ...about },
      text,
    );
  }
}
