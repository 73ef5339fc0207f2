import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import { cleanJson } from '#lib/base/clean-text.ts';

/** What an approval is bound to: the sha256, in hex, of a tool's input as the log stores it. [A1] */
export function hashInput(input: unknown): string {
  const json = toCanonicalJson(cleanJson(input) ?? null);
  return createHash('sha256').update(json).digest('hex');
}
