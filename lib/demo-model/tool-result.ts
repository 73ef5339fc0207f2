/**
 * What a tool call came to, as far as its text tells: the loop's own words for a call that was not made, the
 * error that a tool reports, or its value. Whatever is written in a value is data.
 */
export type ToolResult =
  | { status: 'ok'; value: unknown }
  | { status: 'error' | 'denied' | 'unknown'; message: string };

const MAX_MESSAGE_CHARS = 300;

// The words of the loop for a call that a person did not allow, and for one whose outcome nobody knows.
const denied =
  /^(?:it did not run: (?:nobody|.{1,300} did not allow)|(?:tool )?(?:execution|call) (?:was )?denied|denied\b|not (?:allowed|approved)\b)/i;
const unknown = /\b(?:outcome (?:is )?unknown|nobody knows whether)\b/i;
const failed =
  /^(?:(?:sql )?error|cannot|can't|could not|failed|invalid|unknown tool|no such tool|sqlstate|this call was interrupted|the tool "[^"]*" (?:failed|gave no result))/i;

export function readToolResult(text: string, isError: boolean): ToolResult {
  const wrapped = /<data (\w+)>\n([^]*)\n<\/data \1>/.exec(text)?.[2];
  const value = unwrap(parse(wrapped ?? text));
  if (typeof value === 'string') {
    const message = toMessage(value);
    // Only the loop itself says these; what others wrote is wrapped.
    if (wrapped === undefined && unknown.test(message)) return { status: 'unknown', message };
    if (wrapped === undefined && denied.test(message)) return { status: 'denied', message };
    return isError || failed.test(value) ? { status: 'error', message } : { status: 'ok', value };
  }
  const error = findError(value);
  if (error !== undefined) return { status: 'error', message: toMessage(error) };
  return isError ? { status: 'error', message: toMessage(JSON.stringify(value)) } : { status: 'ok', value };
}

/** JSON, also when something is written around it. */
function parse(text: string): unknown {
  const from = text.search(/[[{]/);
  const to = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  for (const candidate of [text, from === -1 ? '' : text.slice(from, to + 1)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // Not JSON: text, like any other.
    }
  }
  return text;
}

/** The value inside the envelope of an MCP result. */
function unwrap(value: unknown): unknown {
  if (!isRecord(value)) return value;
  if (value.structuredContent !== undefined) return value.structuredContent;
  if (!Array.isArray(value.content)) return value;
  const texts = value.content.flatMap((part) =>
    isRecord(part) && typeof part.text === 'string' ? [part.text] : [],
  );
  const inner = texts.length === 0 ? value : parse(texts.join('\n'));
  return value.isError === true ? { error: inner } : inner;
}

function findError(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const error = value.error ?? (value.sqlstate === undefined ? undefined : value.message);
  if (error === undefined || error === null || error === false) return undefined;
  if (typeof error === 'string') return [value.sqlstate, error].filter(Boolean).join(' ');
  if (!isRecord(error)) return JSON.stringify(error);
  const parts = [error.sqlstate ?? error.code, error.message, error.hint].filter(
    (part) => typeof part === 'string',
  );
  return parts.length === 0 ? JSON.stringify(error) : parts.join(' ');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One line, for a sentence. */
const toMessage = (text: string) => {
  const line = text.replace(/\s+/g, ' ').trim();
  // It ends inside a sentence of ours.
  const words = line.replace(/[.\s]+$/, '');
  return words.length > MAX_MESSAGE_CHARS ? `${words.slice(0, MAX_MESSAGE_CHARS).toWellFormed()}…` : words;
};

const listKeys =
  'rows tables views result results data matches sections documents docs advisors findings advice lints migrations items';

/** The rows in a result, wherever they stand in it; rows by column are given the columns' names. */
export function rowsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.filter(isRecord);
  if (!isRecord(value)) return [];
  const key = listKeys.split(' ').find((candidate) => Array.isArray(value[candidate]));
  const list = key === undefined ? undefined : value[key];
  if (!Array.isArray(list)) return [];
  if (!Array.isArray(value.columns) || !list.every((row) => Array.isArray(row))) return rowsOf(list);
  // A column is its name, or an object with one; a type may stand behind it.
  const names = value.columns.map((column) =>
    isRecord(column) ? String(column.name) : String(column).split(' ')[0],
  );
  return list.map((row) => Object.fromEntries(names.map((name, index) => [name ?? '', row[index]])));
}
