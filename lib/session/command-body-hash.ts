import { createHash } from 'node:crypto';
import type { Command } from '#lib/protocol/command.ts';

/** Equal for commands that say the same, in whatever order their keys came. */
export function hashBody(command: Command): string {
  const { commandId: _, ...body } = command;
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(body)))
    .digest('hex');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sortKeys(item)]);
}
