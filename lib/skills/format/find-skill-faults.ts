import { lintSkill } from './lint-skill.ts';
import type { SkillSurroundings } from './lint/lint-context.ts';
import { parseSkill } from './parse-skill.ts';
import type { SkillFiles, SkillFinding } from './skill-files.ts';

/**
 * All that is wrong with the files of a skill. What surrounds it is looked up only when they can be read: until then there is
 * nothing to hold against it.
 */
export function findSkillFaults(
  files: SkillFiles,
  skillName: string,
  describe: (skillName: string) => SkillSurroundings,
): SkillFinding[] {
  const { skill, findings } = parseSkill(files, skillName);
  return skill ? [...findings, ...lintSkill(skill, files, describe(skillName))] : [...findings];
}
