import { parseSkill } from '../format/parse-skill.ts';
import type { Skill, SkillFiles, SkillFinding } from '../format/skill-files.ts';

export interface RefusedFiles {
  readonly status: 'refused';
  readonly findings: readonly SkillFinding[];
}

/** Whether the files can be a version of the skill: what can not be read is never stored as one. [X66] */
export function checkFiles(
  skillName: string,
  files: SkillFiles,
): { readonly status: 'fine'; readonly skill: Skill } | RefusedFiles {
  const { skill, findings } = parseSkill(files, skillName);
  return skill ? { status: 'fine', skill } : { status: 'refused', findings };
}
