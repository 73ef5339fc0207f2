import { z } from 'zod';

const called = z.looseObject({ result: z.looseObject({ content: z.array(z.unknown()) }) });
/** Far more than a model is given; an answer may hold half a million. */
const MAX_ITEMS = 500;

/**
 * The same message, with the first items of a result's content, and what is no item replaced. MCP's client goes through all
 * of them, and keeps a report of each that is wrong: 2 MB of `{}` took a process 19 seconds and 2 GB. [X59]
 */
export function boundContent(message: unknown): unknown {
  const parsed = called.safeParse(message);
  if (!parsed.success) return message;
  const { content } = parsed.data.result;
  const kept = content.slice(0, MAX_ITEMS).map((item) => (isItem(item) ? item : toText('something')));
  const left = content.length - kept.length;
  const items = left > 0 ? [...kept, toText(`${left} more items`)] : kept;
  return { ...parsed.data, result: { ...parsed.data.result, content: items } };
}

function isItem(item: unknown): boolean {
  return item !== null && typeof item === 'object' && 'type' in item && typeof item.type === 'string';
}

function toText(what: string): { type: 'text'; text: string } {
  return { type: 'text', text: `[${what} that can not be shown]` };
}
