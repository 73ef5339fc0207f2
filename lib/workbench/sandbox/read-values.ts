import type { JsonValue } from './sql-result.ts';

const BOOLEAN = 16;
const wholeNumbers = new Set([21, 23, 26]);
const floats = new Set([700, 701]);
const json = new Set([114, 3802]);
const times = new Set([1082, 1114, 1184]);

/** A value as Postgres writes it, as JSON that says the same: what no number of JavaScript can hold stays text. */
export function readValue(text: string, typeId: number): JsonValue {
  if (typeId === BOOLEAN) return text === 't';
  if (wholeNumbers.has(typeId)) return Number(text);
  if (floats.has(typeId)) return Number.isFinite(Number(text)) ? Number(text) : text;
  if (times.has(typeId)) return toIsoTime(text);
  if (json.has(typeId)) return readJson(text);
  return text;
}

/** `2026-01-05 09:00:00+00` as `2026-01-05T09:00:00Z`. Infinity and years before Christ stay as they are. */
function toIsoTime(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d+)?)([+-][\d:]+)?$/.exec(text);
  if (!parts) return text;
  const [, date = '', time = '', zone = ''] = parts;
  const offset = zone === '+00' ? 'Z' : /^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone;
  return `${date}T${time}${offset}`;
}

/** Numbers of more digits than a double holds would change: then the text is the value. */
function readJson(text: string): JsonValue {
  if (/\d{16}|\d[eE][+-]?\d{3}/.test(text)) return text;
  try {
    // Cast: what parses is JSON.
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
