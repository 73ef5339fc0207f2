import type { McpConnectOptions } from './mcp-connection.ts';

/** How long servers are waited for, and how much is read of what they say. */
export const mcpConnectOptions: McpConnectOptions = {
  openTimeoutMs: 5_000,
  limits: {
    connectTimeoutMs: 5_000,
    exchangeTimeoutMs: 30_000,
    // Far above what a model is given, for images that are dropped and for long lists of tools.
    maxResponseBytes: 2_000_000,
  },
};
