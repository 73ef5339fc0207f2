import type { SkillRef } from '#lib/protocol/fields.ts';
import type { RunSkill, RunSkills } from '#lib/skills/run/run-skills.ts';

/** One skill whose versions a test makes and puts into use. */
export class ScriptedSkills implements RunSkills {
  readonly versions = new Map<string, RunSkill>();
  readonly loaded: string[] = [];
  inUse: string | undefined;

  publish(version: string, body: string, references: Readonly<Record<string, string>> = {}): void {
    this.versions.set(version, {
      body,
      references: Object.entries(references).map(([name, content]) => ({
        path: name,
        name,
        content,
        whenToRead: undefined,
      })),
    });
    this.inUse = version;
  }

  async choose(): Promise<SkillRef | undefined> {
    return this.inUse === undefined ? undefined : { name: 'kelp', version: this.inUse };
  }

  async load({ name, version }: SkillRef): Promise<RunSkill | undefined> {
    this.loaded.push(version);
    return name === 'kelp' ? this.versions.get(version) : undefined;
  }
}
