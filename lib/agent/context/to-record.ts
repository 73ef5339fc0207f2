import type { ModelMessage } from 'ai';
import { estimateTokens } from '#lib/base/estimate-tokens.ts';
import { toOutputText } from './output-text.ts';

/** Of one tool input or output: a summary needs what it was about. */
const MAX_TOOL_CHARS = 2_000;

/** A conversation as plain text, for the model that is to summarise it; its middle is left out when it is too long. */
export function toRecord(messages: readonly ModelMessage[], maxTokens: number): string {
  const record = messages.map(toText).join('\n\n');
  const tokens = estimateTokens(record);
  if (tokens <= maxTokens) return record;
  const keepChars = Math.floor((record.length * maxTokens) / tokens);
  const head = record.slice(0, Math.floor(keepChars / 4));
  const tail = record.slice(-Math.floor((keepChars * 3) / 4));
  return `${head}\n\n[... part of the record is left out here ...]\n\n${tail}`.toWellFormed();
}

function toText(message: ModelMessage): string {
  if (typeof message.content === 'string') return `${toName(message.role)}: ${message.content}`;
  return message.content
    .map((part) => {
      if (part.type === 'text') return `${toName(message.role)}: ${part.text}`;
      if (part.type === 'tool-call')
        return `Assistant calls ${part.toolName}: ${cut(JSON.stringify(part.input))}`;
      return part.type === 'tool-result' ? `${part.toolName} answers: ${cut(toOutputText(part))}` : '';
    })
    .filter((text) => text !== '')
    .join('\n');
}

const toName = (role: ModelMessage['role']) => (role === 'user' ? 'User' : 'Assistant');

function cut(text: string): string {
  return text.length <= MAX_TOOL_CHARS ? text : `${text.slice(0, MAX_TOOL_CHARS)} [...]`;
}
