/** `before` is to be used before `after`. */
export interface ToolOrder {
  readonly before: string;
  readonly after: string;
}

const sequence = /\b(?:first|then|at the end)\b/i;
const negation = /\b(?:never|not|no|without|don't|do not|instead)\b/i;

/**
 * The orders that a text states about tools, as far as a sentence says so plainly: "A before B", "B after A", or several
 * with "first", "then" or "at the end", in the order of the text. In the description of a tool, `here` and what comes
 * behind "then" are the tool itself. Sentences with a "not" in them say nothing: too easily they say the opposite.
 */
export function findToolOrders(text: string, tools: readonly string[], self?: string): ToolOrder[] {
  return text
    .split(/(?<=[.!?;])\s+/)
    .filter((sentence) => !negation.test(sentence))
    .flatMap((sentence) => readSentence(sentence, tools, self));
}

function readSentence(sentence: string, tools: readonly string[], self: string | undefined): ToolOrder[] {
  const named = findTools(sentence, tools, self);
  const orders: ToolOrder[] = [];
  for (const [index, { tool, end }] of named.entries()) {
    const next = named[index + 1];
    if (!next) break;
    const between = sentence.slice(end, next.start);
    if (/\bbefore\b/i.test(between)) orders.push({ before: tool, after: next.tool });
    else if (/\bafter\b/i.test(between)) orders.push({ before: next.tool, after: tool });
  }
  if (orders.length > 0 || !sequence.test(sentence)) return orders;
  const names = named.map(({ tool }) => tool);
  const isStep = self !== undefined && /\bthen\b/i.test(sentence) && !names.includes(self);
  return toPairs(isStep ? [...names, self] : names);
}

interface Mention {
  readonly tool: string;
  readonly start: number;
  readonly end: number;
}

function findTools(sentence: string, tools: readonly string[], self: string | undefined): Mention[] {
  return Array.from(sentence.matchAll(/\b[a-z]\w*\b/gi), ({ 0: word, index }) => ({
    tool: word === 'here' && self !== undefined ? self : word,
    start: index,
    end: index + word.length,
  })).filter(({ tool }) => tools.includes(tool));
}

/** Each with all that come later, by where a tool is named first. */
export function toPairs(names: readonly string[]): ToolOrder[] {
  const steps = [...new Set(names)];
  return steps.flatMap((before, index) => steps.slice(index + 1).map((after) => ({ before, after })));
}
