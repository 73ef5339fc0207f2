import type { SkillText } from '../markdown-blocks.ts';
import type { Skill } from '../skill-files.ts';
import type { SkillReport } from '../skill-report.ts';

/** What a skill is held against. All of it is passed in: this layer knows neither tools nor docs nor evals. */
export interface SkillSurroundings {
  /** By name: every tool of the product. */
  readonly toolDescriptions: Readonly<Record<string, string>>;
  readonly docs: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  /** Ids of the rules that the checks of the evals name. */
  readonly checkedRules: ReadonlySet<string>;
  /** What a skill may list in `allowed-tools`, and name. */
  readonly allowedTools: readonly string[];
}

/** What each part of the linter is given. `main` is SKILL.md whole; `texts` are its body and the references. */
export interface LintContext {
  readonly skill: Skill;
  readonly main: string;
  readonly texts: readonly SkillText[];
  readonly about: SkillSurroundings;
  readonly report: SkillReport;
}
