/** What one answer may hold of rows, tables or changes, in bytes of JSON. With the rest it stays below 48,000. */
export const MAX_ITEM_BYTES = 24_000;

/** The first items that together fit, and how many were left out. */
export function fitItems<Item>(
  items: readonly Item[],
  maxBytes = MAX_ITEM_BYTES,
): { kept: readonly Item[]; omitted: number } {
  let bytes = 0;
  const over = items.findIndex((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return bytes > maxBytes;
  });
  return over < 0
    ? { kept: items, omitted: 0 }
    : { kept: items.slice(0, over), omitted: items.length - over };
}
