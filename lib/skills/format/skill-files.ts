/** The text of each file by its path within the skill's folder: `SKILL.md`, and `references/<name>.md`. */
export type SkillFiles = Readonly<Record<string, string>>;

export const MAIN_FILE = 'SKILL.md';

/** One line that starts with `- [S01|must]`, and what belongs to it. */
export interface SkillRule {
  readonly id: string;
  readonly level: 'must' | 'should';
  readonly text: string;
  readonly path: string;
  readonly line: number;
}

export interface SkillReference {
  readonly path: string;
  /** What `read_skill_file` takes. The same as the path, so that the text that mentions a file names it rightly. */
  readonly name: string;
  readonly content: string;
  /** What SKILL.md says about it, if that says when to read it. */
  readonly whenToRead: string | undefined;
}

export interface Skill {
  readonly name: string;
  readonly description: string;
  readonly license?: string;
  readonly compatibility?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly allowedTools?: readonly string[];
  /** SKILL.md without its front matter: what stands in the instructions. */
  readonly body: string;
  readonly references: readonly SkillReference[];
  readonly rules: readonly SkillRule[];
  /** `hashSkillFiles` of the files. */
  readonly hash: string;
  /** Of the body, estimated. */
  readonly tokens: number;
}

/** `line` counts from 1 and holds in the file as it was given. */
export interface SkillFinding {
  readonly code: string;
  readonly level: 'error' | 'warning';
  readonly path: string;
  readonly line: number;
  readonly message: string;
}
