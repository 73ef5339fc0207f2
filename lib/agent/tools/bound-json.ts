import type { JSONValue } from 'ai';

const MAX_DEPTH = 100;

/** Whether a value is nested so deeply that those who go through it, here and elsewhere, may run out of stack. */
export function isDeep(value: unknown, levels = MAX_DEPTH): boolean {
  if (value === null || typeof value !== 'object') return false;
  return levels === 0 || Object.values(value).some((item) => isDeep(item, levels - 1));
}

/**
 * The value, or as much of its text as fits into so many bytes of JSON, with a mark that says what is missing. A value
 * that is nested deeply becomes text as well.
 */
export function boundJson(value: JSONValue, maxBytes: number): JSONValue {
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  if (bytes <= maxBytes && !isDeep(value)) return value;
  return boundText(typeof value === 'string' ? value : json, maxBytes);
}

/** The same for a text: `maxBytes` are those of its JSON. */
export function boundText(text: string, maxBytes: number): string {
  const bytes = bytesOf(text);
  if (bytes <= maxBytes) return text;
  const mark = `\n[cut here: ${bytes} bytes, ${maxBytes} are kept]`;
  let kept = text.slice(0, maxBytes);
  for (let over = overOf(kept); over > 0; over = overOf(kept)) {
    // A character takes six bytes at most, so this never takes too much at once.
    kept = kept.slice(0, -Math.ceil(over / 6));
  }
  return kept.replace(/[\uD800-\uDBFF]$/, '') + mark;

  function overOf(start: string): number {
    return bytesOf(start + mark) - maxBytes;
  }
}

function bytesOf(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
