import type { ToolPart } from '#lib/protocol/message.ts';
import { readToolInput } from './read-tool-input.ts';
import { revealText } from './reveal-text.ts';

const MAX_SUMMARY_CHARS = 200;

/** What a tool was asked, on one line. */
export function toToolSummary(part: Pick<ToolPart, 'toolName' | 'input' | 'inputText'>): string {
  const { main, fields } = readToolInput(part);
  const first = fields[0];
  const words =
    main?.text ??
    (fields.length === 1 && first
      ? first.value
      : fields.map(({ name, value }) => `${name}: ${value}`).join(', '));
  const line = revealText(words).replace(/\s+/g, ' ').trim();
  return line.length > MAX_SUMMARY_CHARS ? `${line.slice(0, MAX_SUMMARY_CHARS)}…` : line;
}

/** A tool of an outside server is named with it: `server__tool`. */
export function toToolName({ title, toolName }: Pick<ToolPart, 'title' | 'toolName'>): {
  name: string;
  server?: string;
} {
  const [, server, tool] = /^(.+?)__(.+)$/.exec(toolName) ?? [];
  if (server === undefined || tool === undefined) return { name: title ?? toolName };
  return { name: title ?? tool, server };
}
