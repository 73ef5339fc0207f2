import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import type { Command } from '#lib/protocol/command.ts';

/** Equal for commands that say the same, in whatever order their keys came. */
export function hashBody(command: Command): string {
  const { commandId: _, ...body } = command;
  return createHash('sha256').update(toCanonicalJson(body)).digest('hex');
}
