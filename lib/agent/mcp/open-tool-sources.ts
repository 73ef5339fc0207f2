import type { Clock } from '#lib/base/clock.ts';
import type { Limits } from '#lib/config/env.ts';
import type { ToolSource } from '../tools/agent-tool.ts';
import { mcpConnectOptions } from './mcp-connect-options.ts';
import { McpConnections } from './mcp-connections.ts';
import type { McpStore } from './mcp-store.ts';
import { McpToolSource } from './mcp-tool-source.ts';
import type { WarningLogger } from './warnings.ts';
import { WorkbenchToolSource } from './workbench-source.ts';

/** All tools that come by MCP: the Workbench's first, then those of declared servers. Close it when no run is left. */
export function openToolSources(dependencies: {
  clock: Clock;
  logger: WarningLogger;
  config: { readonly limits: Pick<Limits, 'toolResultBytes'> };
  store: McpStore;
  /** Undefined where it is switched off. */
  workbench: { url: string; createToken: (about: { sandboxId: string }) => string } | undefined;
}): { readonly sources: readonly ToolSource[]; close(): Promise<void> } {
  const { clock, logger, config, store, workbench } = dependencies;
  const connections = new McpConnections({ clock, connect: mcpConnectOptions });
  const shared = { connections, logger, maxResultBytes: config.limits.toolResultBytes };
  return {
    sources: [
      ...(workbench ? [new WorkbenchToolSource({ ...shared, ...workbench })] : []),
      new McpToolSource({ ...shared, clock, store }),
    ],
    close: () => connections.close(),
  };
}
