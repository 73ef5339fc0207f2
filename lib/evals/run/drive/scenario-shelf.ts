import { join } from 'node:path';
import type { ScenarioSummary } from '#lib/evals/model/scenario-summary.ts';
import { listSkillFolders, SKILLS_DIR } from '#lib/skills/skill-folders.ts';
import { loadScenarios, type LoadedScenario } from '../scenario/load-scenarios.ts';

/** The scenarios of the repository's skills, read once: they come with the code. */
export class ScenarioShelf {
  readonly #directory: string;
  readonly #onFault: (fault: string) => void;
  readonly #loaded = new Map<string, Promise<readonly LoadedScenario[]>>();

  constructor(dependencies: { directory?: string; onFault: (fault: string) => void }) {
    this.#directory = dependencies.directory ?? SKILLS_DIR;
    this.#onFault = dependencies.onFault;
  }

  /** By id; none of a skill that has no folder here. */
  async list(skillName: string): Promise<readonly LoadedScenario[]> {
    if (!listSkillFolders(this.#directory).includes(skillName)) return [];
    const loading = this.#loaded.get(skillName) ?? this.#load(skillName);
    this.#loaded.set(skillName, loading);
    return loading;
  }

  async find(skillName: string, scenarioId: string): Promise<LoadedScenario | undefined> {
    return (await this.list(skillName)).find(({ scenario }) => scenario.id === scenarioId);
  }

  async #load(skillName: string): Promise<readonly LoadedScenario[]> {
    try {
      const { scenarios, faults } = await loadScenarios(join(this.#directory, skillName, 'evals'));
      for (const { file, path, message } of faults)
        this.#onFault(`${skillName}/${file}: ${path}: ${message}`);
      return scenarios;
    } catch (error) {
      this.#onFault(`${skillName}: ${String(error)}`);
      return [];
    }
  }
}

export function toScenarioSummary({ scenario }: LoadedScenario): ScenarioSummary {
  const { id, title, prompt, rules, checks } = scenario;
  return {
    id,
    title,
    prompt,
    rules,
    checks: checks.map(({ id: checkId, kind, rules: about, level, holds }) => ({
      checkId,
      kind,
      rules: about,
      level,
      holds,
    })),
  };
}
