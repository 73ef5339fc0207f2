import { requireSkills } from '#lib/skills/shared-skills.ts';

export interface ChosenSkill {
  /** Undefined where there is none. */
  readonly skillName: string | undefined;
  readonly skillNames: readonly string[];
}

/** The skill that an address names, else the first. */
export async function chooseSkill(wanted: string | undefined): Promise<ChosenSkill> {
  const skillNames = await requireSkills().store.listSkills();
  const skillName = skillNames.find((name) => name === wanted) ?? skillNames[0];
  return { skillName, skillNames };
}
