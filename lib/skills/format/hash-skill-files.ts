import { createHash } from 'node:crypto';
import { toCanonicalJson } from '#lib/base/canonical-json.ts';
import type { SkillFiles } from './skill-files.ts';

/** The sha256, in hex, of paths and texts in whatever order: the same for line ends of Windows and of Unix. */
export function hashSkillFiles(files: SkillFiles): string {
  return createHash('sha256')
    .update(toCanonicalJson(toUnixFiles(files)))
    .digest('hex');
}

/** Line ends as Unix has them: a checkout on another system is the same skill. */
export function toUnixFiles(files: SkillFiles): SkillFiles {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replaceAll('\r\n', '\n')]),
  );
}
