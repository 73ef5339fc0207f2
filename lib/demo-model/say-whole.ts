import type { Token } from './step.ts';
import type { Finish, PartHead, SaidPart } from './wire-format.ts';

/** A step as one response, cut where its words are used up; an unfinished tool call is left out. */
export function sayWhole(
  tokens: Iterator<Token>,
  max: number,
): { parts: SaidPart[]; finish: Omit<Finish, 'inputTokens'> } {
  const parts = new Map<PartHead, string>();
  let outputTokens = 0;
  let reasoningTokens = 0;
  let last: PartHead | undefined;
  let next = tokens.next();
  for (; !next.done && outputTokens < max; next = tokens.next()) {
    const { head, text } = next.value;
    parts.set(head, (parts.get(head) ?? '') + text);
    outputTokens++;
    if (head.kind === 'reasoning') reasoningTokens++;
    last = head;
  }
  const isCut = !next.done;
  if (isCut && last?.kind === 'call' && next.value.head === last) parts.delete(last);
  const said = Array.from(parts, ([head, text]): SaidPart => ({ ...head, text }));
  const acts = said.some((part) => part.kind === 'call');
  return {
    parts: said.length === 0 ? [{ kind: 'text', text: '' }] : said,
    finish: { reason: isCut ? 'length' : acts ? 'tool-calls' : 'stop', outputTokens, reasoningTokens },
  };
}
