import type { SkillRef } from '#lib/protocol/fields.ts';
import type { Skill } from '../format/skill-files.ts';

/** Where runs have their skills from. What a run follows is chosen once, and is the same text for as long as it goes on. */
export interface RunSkills {
  /** What a run that begins now is to follow; undefined: nothing. `tested`: what the trial in this session is about. */
  choose(run: {
    readonly sessionId: string;
    readonly from: 'production' | 'tested';
  }): Promise<SkillRef | undefined>;
  /** Exactly this version. Undefined when it is not there. */
  load(skill: SkillRef): Promise<RunSkill | undefined>;
}

export type RunSkill = Pick<Skill, 'body' | 'references'>;
