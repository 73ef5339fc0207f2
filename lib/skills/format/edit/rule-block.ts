import { readFrontMatter } from '../front-matter.ts';
import { toUnixFiles } from '../hash-skill-files.ts';
import { type Block, type SkillText, toBlocks } from '../markdown-blocks.ts';
import { readRules } from '../read-rules.ts';
import { MAIN_FILE, type SkillFiles, type SkillRule } from '../skill-files.ts';
import { SkillReport } from '../skill-report.ts';

/** Lines of a file, counted from 1, the last one included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface RuleBlock extends LineRange {
  readonly rule: SkillRule;
  /** The heading above it; empty where there is none. */
  readonly heading: string;
}

/** What of a file is Markdown, with where it begins; undefined where there is no such file or SKILL.md has no head. */
export function toSkillText(files: SkillFiles, path: string): SkillText | undefined {
  const text = toUnixFiles(files)[path];
  if (text === undefined) return undefined;
  if (path !== MAIN_FILE) return { path, text, firstLine: 1 };
  const parts = readFrontMatter(text, new SkillReport());
  return parts && { path, text: parts.body, firstLine: parts.bodyLine };
}

/** The rules of a file from its top, each with all of its lines. */
export function listRuleBlocks(files: SkillFiles, path: string): RuleBlock[] {
  const text = toSkillText(files, path);
  if (!text) return [];
  const rules = new Map(readRules(text, new SkillReport()).map((rule) => [rule.line, rule]));
  const found: RuleBlock[] = [];
  let heading = '';
  for (const block of toBlocks(text)) {
    const range = toRange(block);
    if (block.kind === 'heading') heading = `${block.mark}${block.lines[0]?.text}`;
    const rule = rules.get(range.first);
    if (rule) found.push({ rule, heading, ...range });
  }
  return found;
}

export function findRuleBlock(files: SkillFiles, ruleId: string): RuleBlock | undefined {
  return Object.keys(files)
    .flatMap((path) => listRuleBlocks(files, path))
    .find(({ rule }) => rule.id === ruleId);
}

export const toRange = ({ lines }: Block): LineRange => ({
  first: lines[0]?.line ?? 1,
  last: lines.at(-1)?.line ?? 1,
});
