import type { SkillFiles, SkillFinding } from './format/skill-files.ts';
import type { SkillReads } from './versions/skill-reads.ts';
import type { SkillStore } from './versions/skill-store.ts';

/** What the pages of admins do with skills. Who may is theirs to decide. */
export interface SharedSkills {
  readonly store: SkillStore;
  readonly reads: SkillReads;
  /** The same findings that `npm run skills -- lint` has about a folder of this name. */
  lint(skillName: string, files: SkillFiles): SkillFinding[];
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { skills?: SharedSkills } };

export function shareSkills(skills: SharedSkills): void {
  world[bus] = { ...world[bus], skills };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireSkills(): SharedSkills {
  const skills = world[bus]?.skills;
  if (!skills) throw new Error('cannot read skills: start the app with its server (npm start)');
  return skills;
}
