import type { SkillText } from './markdown-blocks.ts';
import type { LintContext, SkillSurroundings } from './lint/lint-context.ts';
import { lintLinks } from './lint/lint-links.ts';
import { lintReferences } from './lint/lint-references.ts';
import { lintRepetition } from './lint/lint-repetition.ts';
import { lintRules } from './lint/lint-rules.ts';
import { lintTools } from './lint/lint-tools.ts';
import { toUnixFiles } from './hash-skill-files.ts';
import { MAIN_FILE, type Skill, type SkillFiles, type SkillFinding } from './skill-files.ts';
import { SkillReport } from './skill-report.ts';

const parts: readonly ((context: LintContext) => void)[] = [
  lintReferences,
  lintLinks,
  lintRules,
  lintRepetition,
  lintTools,
];

/**
 * What is wrong with a skill that `parseSkill` has read from these files, held against what surrounds it. Errors are
 * certain; what is a matter of judgement, or of work that is not done yet, is a warning.
 */
export function lintSkill(skill: Skill, files: SkillFiles, about: SkillSurroundings): SkillFinding[] {
  const report = new SkillReport();
  const main = toUnixFiles(files)[MAIN_FILE] ?? '';
  const texts = toTexts(skill, main);
  for (const lint of parts) lint({ skill, main, texts, about, report });
  return report.findings;
}

function toTexts(skill: Skill, main: string): SkillText[] {
  const firstLine = main.slice(0, main.length - skill.body.length).split('\n').length;
  return [
    { path: MAIN_FILE, text: skill.body, firstLine },
    ...skill.references.map(({ path, content }) => ({ path, text: content, firstLine: 1 })),
  ];
}
