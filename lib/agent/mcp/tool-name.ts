import { createHash } from 'node:crypto';

const MAX_NAME_CHARS = 64;
const HASH_CHARS = 8;

/** Names of servers hold no underscore, so that `__` divides the name of a tool in one way only. */
export const serverNamePattern = /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/;

/**
 * What a model calls the tool of a declared server: `<server>__<tool>`. A tool of our own never has `__` in its name, so
 * none can be taken. A name that has to be changed ends in a hash of the original: it is the same in every list and
 * process, and not that of another tool. [X59]
 */
export function toToolName(server: string, tool: string): string {
  const plain = `${server}__${tool}`;
  const name = plain.replaceAll(/[^a-zA-Z0-9_-]/g, '_');
  if (name === plain && name.length <= MAX_NAME_CHARS) return name;
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, HASH_CHARS);
  return `${name.slice(0, MAX_NAME_CHARS - HASH_CHARS - 1)}_${hash}`;
}
