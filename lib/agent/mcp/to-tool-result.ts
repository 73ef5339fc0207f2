import type { CallToolResult } from '@ai-sdk/mcp';
import type { JSONValue } from 'ai';
import type { ToolResult } from '../tools/agent-tool.ts';
import { boundJson, boundText } from '../tools/bound-json.ts';

/**
 * What a model is given of an MCP result: its structured content, else its text, bounded. Images, audio and files become a
 * line that says so. Always marked as somebody else's words.
 */
export function toToolResult(result: CallToolResult, maxBytes: number): ToolResult {
  const structured = 'structuredContent' in result ? result.structuredContent : undefined;
  const text = toText('content' in result && Array.isArray(result.content) ? result.content : []);
  if (result.isError === true) {
    const message =
      text || (structured === undefined ? 'it failed, and did not say why' : toJson(structured));
    return { status: 'error', message: boundText(message, maxBytes), untrusted: true };
  }
  // Cast: it came out of JSON.
  const output = (structured ?? ('toolResult' in result ? result.toolResult : text)) as JSONValue;
  return { status: 'ok', output: boundJson(output, maxBytes), untrusted: true };
}

function toText(content: readonly unknown[]): string {
  return content.map(toLine).join('\n');
}

function toLine(item: unknown): string {
  // Cast: the client has parsed it; each kind has other fields, and each is looked at before it is used.
  const { type, text, mimeType, uri, resource } = item as Record<string, unknown>;
  if (type === 'text' && typeof text === 'string') return text;
  if (type === 'resource' && resource !== null && typeof resource === 'object') {
    const { text: inner, uri: name } = resource as Record<string, unknown>;
    return typeof inner === 'string' ? inner : `[a file that is not shown: ${toName(name)}]`;
  }
  if (type === 'resource_link') return `[a link to ${toName(uri)}]`;
  return `[${toName(type)} that is not shown: ${toName(mimeType)}]`;
}

function toName(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 200) : 'unknown';
}

function toJson(value: unknown): string {
  return JSON.stringify(value);
}
