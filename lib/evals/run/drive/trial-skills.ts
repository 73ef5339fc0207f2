import type { Database } from '#lib/db/client.ts';
import { findTrialOfSession } from '#lib/db/eval-trial-rows.ts';
import type { SkillRef } from '#lib/protocol/fields.ts';
import type { RunSkill, RunSkills } from '#lib/skills/run/run-skills.ts';
import { toSkillVersion } from '#lib/skills/run/skill-version.ts';

/** Runs of trials follow the version that is tested, whatever label it has or loses; all others what is published. */
export class TrialSkills implements RunSkills {
  readonly #db: Database;
  readonly #published: RunSkills;

  constructor(dependencies: { db: Database; published: RunSkills }) {
    this.#db = dependencies.db;
    this.#published = dependencies.published;
  }

  async choose(run: { sessionId: string; from: 'production' | 'tested' }): Promise<SkillRef | undefined> {
    if (run.from === 'production') return this.#published.choose(run);
    const trial = await findTrialOfSession(this.#db, run.sessionId);
    // Never without: it would be graded as if it had followed the skill.
    if (!trial) throw new Error(`cannot choose a skill: session ${run.sessionId} is of no trial`);
    return { name: trial.skillName, version: toSkillVersion(trial.skillHash) };
  }

  load(skill: SkillRef): Promise<RunSkill | undefined> {
    return this.#published.load(skill);
  }
}
