import { rowsOf, type ToolResult } from '../tool-result.ts';

/** A name for a migration that is not recorded yet, as `list_migrations` tells. */
export function toFreeName(name: string, listed: ToolResult | undefined): string {
  const taken = new Set(listed?.status === 'ok' ? rowsOf(listed.value).map((row) => row.name) : []);
  let number = 1;
  const toName = () => (number === 1 ? name : `${name}_${number}`);
  while (taken.has(toName())) number++;
  return toName();
}
