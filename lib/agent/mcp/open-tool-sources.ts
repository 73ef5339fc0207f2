import type { Clock } from '#lib/base/clock.ts';
import type { Config } from '#lib/config/env.ts';
import type { ToolSource } from '../tools/agent-tool.ts';
import { mcpConnectOptions } from './mcp-connect-options.ts';
import { McpConnections } from './mcp-connections.ts';
import type { McpStore } from './mcp-store.ts';
import { McpToolSource } from './mcp-tool-source.ts';
import type { WarningLogger } from './warnings.ts';
import { WorkbenchToolSource } from './workbench-source.ts';

/** Where runs have their tools from: the Workbench, when there is one, and the servers that an admin declared. */
export function openToolSources(dependencies: {
  config: Config;
  clock: Clock;
  logger: WarningLogger;
  store: McpStore;
  workbench: { url: string; createToken: (about: { sandboxId: string }) => string } | undefined;
}): { toolSources: readonly ToolSource[]; close(): Promise<void> } {
  const { config, clock, logger, store, workbench } = dependencies;
  const maxResultBytes = config.limits.toolResultBytes;
  const connections = new McpConnections({ clock, connect: mcpConnectOptions });
  const common = { connections, logger, maxResultBytes };
  const declared = new McpToolSource({ ...common, store, clock });
  // First, so that no other server can take the name of one of its tools.
  const own = workbench ? [new WorkbenchToolSource({ ...common, ...workbench })] : [];
  return { toolSources: [...own, declared], close: () => connections.close() };
}
