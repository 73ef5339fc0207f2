import { MCPClientError } from '@ai-sdk/mcp';
import type { JSONSchema7 } from 'ai';
import type { AgentTool, ToolCall, ToolResult } from '../tools/agent-tool.ts';
import type { McpTarget } from './mcp-connection.ts';
import { type McpConnections, McpUnreachable } from './mcp-connections.ts';
import type { McpDefinition } from './mcp-definition.ts';
import { toToolResult } from './to-tool-result.ts';

/** When it asks and what it may do: the part of a tool that is not its server's to say. */
export type ToolPolicy = Pick<AgentTool, 'effectOf' | 'mayRepeat' | 'approvalFor' | 'sessionScope'>;

/**
 * By what a server says of its tool. That is a claim, and an outside server may lie; but it is part of what an admin
 * accepted, and it can't change without being accepted again. Says it nothing, the tool sends, and asks. One that reads
 * from the open world tells that world what it is asked: it asks nobody by itself, but sends, so that a run which has read
 * untrusted content can't carry anything out through it. [A4]
 */
export function toPolicy({ annotations = {} }: Pick<McpDefinition, 'annotations'>): ToolPolicy {
  const {
    readOnlyHint = false,
    destructiveHint = false,
    idempotentHint = false,
    openWorldHint,
  } = annotations;
  const closedEffect = readOnlyHint ? 'read' : 'write';
  const effect = openWorldHint === false ? closedEffect : 'send';
  return {
    effectOf: () => effect,
    mayRepeat: () => readOnlyHint || idempotentHint,
    approvalFor: () => (readOnlyHint ? 'never' : 'always'),
    sessionScope: !destructiveHint || readOnlyHint,
  };
}

export function toAgentTool(options: {
  name: string;
  definition: McpDefinition;
  inputSchema: JSONSchema7;
  policy: ToolPolicy;
  target: McpTarget;
  connections: McpConnections;
  maxResultBytes: number;
  /** Results that the application itself wrote. */
  trusted?: boolean;
}): AgentTool {
  const {
    name,
    definition,
    inputSchema,
    policy,
    target,
    connections,
    maxResultBytes,
    trusted = false,
  } = options;
  const title = definition.title ?? definition.annotations?.title;
  return {
    ...policy,
    name,
    ...(title === undefined ? {} : { title }),
    description: definition.description ?? '',
    inputSchema,
    async execute(input, call) {
      const result = await callTool(input, call);
      return trusted ? { ...result, untrusted: false } : result;
    },
  };

  async function callTool(input: unknown, { signal }: ToolCall): Promise<ToolResult> {
    try {
      const result = await connections.use(target, (connection) =>
        // Cast: the schema that the input was checked by is that of an object.
        connection.call(definition.name, input as Record<string, unknown>, signal),
      );
      return toToolResult(result, maxResultBytes);
    } catch (error) {
      // The run loop's own doing: it knows why, and what becomes of the call.
      if (signal.aborted) throw signal.reason;
      return { status: 'error', message: toMessage(error), untrusted: true };
    }
  }
}

/** Says whether it may have been done: a model that takes it for not done would do it twice. */
function toMessage(error: unknown): string {
  const why = explain(error).slice(0, 2_000);
  if (error instanceof McpUnreachable) return `The tool was not called. ${why}`;
  if (MCPClientError.isInstance(error) && error.code !== undefined)
    return `The server refused the call: ${why}`;
  return `The call has no result, and may or may not have been carried out: ${why}`;
}

/** MCP's client wraps what it does not know; what happened stands behind it. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return MCPClientError.isInstance(error) && error.cause instanceof Error
    ? error.cause.message
    : error.message;
}
