/** How much of a version's hash stands in run-start and under answers. */
const VERSION_CHARS = 12;

/** A version as runs name it. */
export function toSkillVersion(hash: string): string {
  return hash.slice(0, VERSION_CHARS);
}
