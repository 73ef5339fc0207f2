const unstorable = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/**
 * Replaces NUL and lone surrogates by U+FFFD: Postgres refuses both in jsonb, and one refused member would send a
 * whole group commit down the slow path.
 */
export function cleanText(text: string): string {
  return text.isWellFormed() && !text.includes('\0') ? text : text.replace(unstorable, '\uFFFD');
}

/** The same for every string in a JSON value, keys included. Returns the value itself when nothing had to change. */
export function cleanJson<T>(value: T): T {
  // Cast: a cleaned value has the shape of the value: only characters inside its strings are replaced.
  return clean(value) as T;
}

function clean(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (Array.isArray(value)) {
    const items = value.map(clean);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, item]) => ({
    key,
    item,
    to: [cleanText(key), clean(item)] as const,
  }));
  if (entries.every(({ key, item, to }) => to[0] === key && to[1] === item)) return value;
  return Object.fromEntries(entries.map(({ to }) => to));
}
