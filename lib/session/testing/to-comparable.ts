/** The same walk on another store: ids by the order they turned up in, and no times. */
export function toComparable(value: unknown): unknown {
  const names = new Map<string, string>();
  const text = JSON.stringify(value, (key, item: unknown) =>
    key === 'at' || key === 'createdAt' ? 'time' : item,
  );
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const plain = text.replaceAll(uuid, (id) => {
    const name = names.get(id) ?? `id-${names.size + 1}`;
    names.set(id, name);
    return name;
  });
  return JSON.parse(plain);
}
