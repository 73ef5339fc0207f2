import type { SkillRef } from '#lib/protocol/fields.ts';
import { parseSkill } from '../format/parse-skill.ts';
import type { SkillStore } from '../versions/skill-store.ts';
import type { RunSkill, RunSkills } from './run-skills.ts';
import { toSkillVersion } from './skill-version.ts';

/** Versions that are kept parsed: the newest ones asked for. Runs that go on use few. */
const MAX_KEPT = 32;

/** Runs that begin follow the production version of one skill, by its label at that moment: no node has to be told. */
export class PublishedSkills implements RunSkills {
  readonly #store: Pick<SkillStore, 'findLabel' | 'findVersion'>;
  readonly #skillName: string | undefined;
  /** Versions never change, so they need no end but that of the place. */
  readonly #loaded = new Map<string, RunSkill>();

  constructor(dependencies: {
    store: Pick<SkillStore, 'findLabel' | 'findVersion'>;
    /** Undefined: runs that begin follow no skill. */
    skillName: string | undefined;
  }) {
    this.#store = dependencies.store;
    this.#skillName = dependencies.skillName;
  }

  async choose(): Promise<SkillRef | undefined> {
    if (this.#skillName === undefined) return undefined;
    const production = await this.#store.findLabel(this.#skillName, 'production');
    return production && { name: this.#skillName, version: toSkillVersion(production.hash) };
  }

  async load({ name, version }: SkillRef): Promise<RunSkill | undefined> {
    const key = `${name}@${version}`;
    const loaded = this.#loaded.get(key) ?? (await this.#read(name, version));
    if (!loaded) return undefined;
    this.#loaded.delete(key);
    this.#loaded.set(key, loaded);
    const [oldest] = this.#loaded.keys();
    if (this.#loaded.size > MAX_KEPT && oldest !== undefined) this.#loaded.delete(oldest);
    return loaded;
  }

  async #read(name: string, version: string): Promise<RunSkill | undefined> {
    const found = await this.#store.findVersion(name, version);
    return found && parseSkill(found.files, name).skill;
  }
}
