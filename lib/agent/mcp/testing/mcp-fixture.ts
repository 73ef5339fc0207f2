import { onTestFinished } from 'vitest';
import { ManualClock } from '#lib/base/clock.ts';
import type { AgentTool, ToolResult } from '#lib/agent/tools/agent-tool.ts';
import { identifyDefinition } from '../definition-judge.ts';
import type { McpConnectOptions } from '../mcp-connection.ts';
import { McpConnections } from '../mcp-connections.ts';
import { type McpDefinition, toDefinition } from '../mcp-definition.ts';
import type { AcceptedTool, DeclaredServer, McpStore } from '../mcp-store.ts';
import { McpToolSource } from '../mcp-tool-source.ts';

const testRun = { sessionId: 'session', runId: 'run', userId: 'user' };

export const testConnect: McpConnectOptions = {
  limits: { connectTimeoutMs: 1_000, exchangeTimeoutMs: 5_000, maxResponseBytes: 2_000_000 },
  openTimeoutMs: 2_000,
};

/** What an admin who accepts a tool as it is now writes down. */
export function accept(tool: object): AcceptedTool {
  // Cast: tests list tools by the official SDK's type, which says the same.
  const definition = toDefinition(tool as McpDefinition);
  const judgement = identifyDefinition(definition);
  if (judgement.status === 'refused') throw new Error(`cannot accept ${definition.name}: ${judgement.why}`);
  const { fingerprint } = judgement;
  return { name: definition.name, fingerprint, seen: fingerprint, definition };
}

export class MemoryMcpStore implements McpStore {
  servers: DeclaredServer[];
  readonly seen: { serverId: string; name: string; fingerprint: string }[] = [];

  constructor(servers: DeclaredServer[]) {
    this.servers = servers;
  }

  loadServers(): Promise<readonly DeclaredServer[]> {
    return Promise.resolve(this.servers);
  }

  recordSeen(serverId: string, seen: readonly { name: string; fingerprint: string }[]): Promise<void> {
    this.seen.push(...seen.map((tool) => ({ serverId, ...tool })));
    return Promise.resolve();
  }
}

export function declare(name: string, url: string, tools: object[]): DeclaredServer {
  return { id: `id-of-${name}`, name, url, headers: {}, enabled: true, tools: tools.map(accept) };
}

/** A source over servers, with what it warned of. */
export function createMcpFixture(servers: DeclaredServer[], connect: Partial<McpConnectOptions> = {}) {
  const clock = new ManualClock();
  const warnings: string[] = [];
  const connections = new McpConnections({ clock, connect: { ...testConnect, ...connect } });
  onTestFinished(() => connections.close());
  const store = new MemoryMcpStore(servers);
  const source = new McpToolSource({
    store,
    connections,
    clock,
    logger: { warn: (_fields: object, text: string) => void warnings.push(text) },
    maxResultBytes: 48_000,
  });
  return {
    clock,
    warnings,
    connections,
    store,
    source,
    openTools: async (): Promise<readonly AgentTool[]> => (await source.open()).tools,
    openNames: async (): Promise<string[]> => (await source.open()).tools.map(({ name }) => name),
  };
}

/** Calls a tool as the run loop does. */
export function callTool(
  tools: readonly AgentTool[],
  name: string,
  input: object = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<ToolResult> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`cannot call ${name}: it is not offered`);
  return tool.execute(input, { ...testRun, toolCallId: 'call', signal });
}
