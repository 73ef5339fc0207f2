import type { Files, SkillLimits } from '../skill-view.ts';

/** What a reference may be called, without its folder and its ending. */
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

export const toReferencePath = (name: string): string => `references/${name}.md`;

/** The name as people see it. */
export const toReferenceName = (path: string): string =>
  path.replace(/^references\//, '').replace(/\.md$/, '');

/** Why a reference can't be called so; undefined when it can. */
export function findNameFault(
  name: string,
  files: Files,
  limits: SkillLimits,
  from?: string,
): string | undefined {
  const path = toReferencePath(name);
  if (!NAME.test(name)) return 'Use a to z, 0 to 9 and hyphens.';
  if (path !== from && files[path] !== undefined) return 'There is one of that name.';
  if (from === undefined && Object.keys(files).length > limits.references)
    return `More than ${limits.references} references are too many.`;
  return undefined;
}
