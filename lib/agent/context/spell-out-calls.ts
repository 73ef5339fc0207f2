import type { ModelMessage, ToolResultPart } from 'ai';
import { toOutputText } from './output-text.ts';

/**
 * Tells earlier calls in words, for a model that is given no tools: providers refuse a conversation with calls of
 * tools that the request does not name. The results come as a user's words, with the marks around what others wrote.
 */
export function spellOutCalls(messages: readonly ModelMessage[]): ModelMessage[] {
  const inputs = new Map<string, string>();
  return messages.flatMap((message): ModelMessage[] => {
    if (message.role === 'tool') {
      const results = message.content.filter((part) => part.type === 'tool-result');
      return [{ role: 'user', content: results.map((part) => toText(part, inputs)).join('\n\n') }];
    }
    if (message.role !== 'assistant' || typeof message.content === 'string') return [message];
    for (const part of message.content) {
      if (part.type === 'tool-call') inputs.set(part.toolCallId, JSON.stringify(part.input));
    }
    const content = message.content.filter((part) => part.type === 'text');
    return content.length === 0 ? [] : [{ role: 'assistant', content }];
  });
}

function toText(part: ToolResultPart, inputs: ReadonlyMap<string, string>): string {
  return `The tool ${part.toolName} was called with ${inputs.get(part.toolCallId)} and answered:\n${toOutputText(part)}`;
}
