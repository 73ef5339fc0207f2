import type { ToolPart } from '#lib/protocol/message.ts';

/** A tool's input in the form that people read it in. */
export interface ToolInputView {
  /** What it is mostly about: a statement or a text. */
  main?: { text: string; language: 'sql' | '' };
  /** The other fields, in the order they came. */
  fields: readonly { name: string; value: string }[];
}

/** Tools whose `query` is SQL; of others it is what to look for. */
const sqlTools = /(?:^|__)(?:execute_sql|apply_migration)$/;
/** A text of this size is what the input is about, not one of its details. */
const LONG_CHARS = 120;

export function readToolInput(part: Pick<ToolPart, 'toolName' | 'input' | 'inputText'>): ToolInputView {
  const input = part.input ?? readUnfinished(part.inputText ?? '');
  if (typeof input === 'string') return { ...(input && { main: { text: input, language: '' } }), fields: [] };
  if (typeof input !== 'object' || input === null) {
    return { fields: input === undefined ? [] : [{ name: 'input', value: JSON.stringify(input) }] };
  }
  const entries = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  const main = entries.find(([name, value]) => isSql(part.toolName, name, value)) ?? entries.find(isLongText);
  const fields = entries
    .filter((entry) => entry !== main)
    .map(([name, value]) => ({ name, value: toWords(value) }));
  if (!main) return { fields };
  const language = isSql(part.toolName, main[0], main[1]) ? 'sql' : '';
  return { main: { text: String(main[1]), language }, fields };
}

/** A list of words needs no brackets. */
function toWords(value: unknown): string {
  if (typeof value === 'string') return value;
  const isList = Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
  return isList ? value.join(', ') : JSON.stringify(value);
}

function isSql(toolName: string, name: string, value: unknown): boolean {
  return typeof value === 'string' && (name === 'sql' || (name === 'query' && sqlTools.test(toolName)));
}

function isLongText([, value]: [string, unknown]): boolean {
  return typeof value === 'string' && (value.length > LONG_CHARS || value.includes('\n'));
}

/** JSON that is still being written: its top-level strings so far, the open one included; else the text as it is. */
function readUnfinished(text: string): unknown {
  if (text.trim() === '') return undefined;
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of text.matchAll(/"(\w+)"\s*:\s*"((?:[^"\\]|\\.)*)/gs)) {
    fields[name] = unescape(value);
  }
  return Object.keys(fields).length > 0 ? fields : text;
}

function unescape(text: string): string {
  try {
    return String(JSON.parse(`"${text.replaceAll('\n', '\\n')}"`));
  } catch {
    return text;
  }
}
