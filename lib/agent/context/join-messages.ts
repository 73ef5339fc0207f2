import type { ModelMessage } from 'ai';

/**
 * Makes roles alternate, as providers need: neighbours of one role become one message, and what comes before the
 * first message of a user is left out. A message with tool calls is followed by its results, so it never is joined to
 * the next.
 */
export function joinMessages(messages: readonly ModelMessage[]): ModelMessage[] {
  const joined: ModelMessage[] = [];
  for (const message of messages.slice(messages.findIndex(({ role }) => role === 'user'))) {
    const last = joined.at(-1);
    const both = last && join(last, message);
    if (both) joined[joined.length - 1] = both;
    else joined.push(message);
  }
  return joined;
}

function join(last: ModelMessage, next: ModelMessage): ModelMessage | undefined {
  if (last.role === 'user' && next.role === 'user') {
    return { role: 'user', content: [...toParts(last.content), ...toParts(next.content)] };
  }
  if (last.role === 'assistant' && next.role === 'assistant') {
    return { role: 'assistant', content: [...toParts(last.content), ...toParts(next.content)] };
  }
  return undefined;
}

function toParts<T extends { type: string }>(content: string | readonly T[]) {
  return typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content;
}
