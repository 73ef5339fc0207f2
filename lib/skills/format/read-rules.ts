import { skillRuleTag } from '#lib/base/skill-rule.ts';
import { type Block, lineOf, type SkillText, textOf, toBlocks } from './markdown-blocks.ts';
import type { SkillRule } from './skill-files.ts';
import type { SkillReport } from './skill-report.ts';

const rule = new RegExp(`^${skillRuleTag} +(\\S.*)$`);
/** What was meant as a rule, however it was written. */
const near = /^(?:[-*+]\s+)?\**\[\s*[a-z]{1,3}\s?\d{1,4}\s*[|/:,]/i;

/** The rules of a file. What nearly is one is an error: nobody would follow or check it. */
export function readRules(file: SkillText, report: SkillReport): SkillRule[] {
  const rules: SkillRule[] = [];
  for (const block of toBlocks(file)) {
    const [, id, level, text] = (block.mark === '- ' ? rule.exec(textOf(block)) : null) ?? [];
    if (id !== undefined && text !== undefined && (level === 'must' || level === 'should')) {
      rules.push({ id, level, text, path: file.path, line: lineOf(block) });
      continue;
    }
    for (const line of findNear(block)) {
      report.error('rule-malformed', file.path, line, 'is no rule yet: write "- [S01|must] What to do."');
    }
  }
  return rules;
}

const findNear = (block: Block): number[] =>
  block.lines.filter(({ text }) => near.test(text.trim())).map(({ line }) => line);
