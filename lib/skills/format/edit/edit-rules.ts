import { lintSkill } from '../lint-skill.ts';
import { parseSkill } from '../parse-skill.ts';
import { MAIN_FILE, type SkillFiles, type SkillFinding } from '../skill-files.ts';
import { dropEmptyReference } from './drop-empty-reference.ts';
import { removeLines, takeLines } from './edit-lines.ts';
import { type Neighbour, placeRule } from './place-rule.ts';
import { findRuleBlock, listRuleBlocks, type RuleBlock } from './rule-block.ts';

/** Edits of text alone: every other line stays byte for byte. Undefined where the files would then be refused. */
type Edited = SkillFiles | undefined;

/** Takes a rule out of its reference and puts it into SKILL.md. Undefined as well where it stands there already. */
export function moveRule(files: SkillFiles, ruleId: string): Edited {
  const block = findRuleBlock(files, ruleId);
  if (!block || block.rule.path === MAIN_FILE) return undefined;
  const lines = takeLines(files[block.rule.path] ?? '', block);
  return accept(files, placeRule(removeBlock(files, block), MAIN_FILE, { ruleId, lines }));
}

export function deleteRule(files: SkillFiles, ruleId: string): Edited {
  const block = findRuleBlock(files, ruleId);
  return block && accept(files, removeBlock(files, block));
}

/** Puts a rule back that another version has: into the same file if there is one, beside the rules it stood beside. */
export function restoreRule(files: SkillFiles, from: SkillFiles, ruleId: string): Edited {
  const block = findRuleBlock(from, ruleId);
  if (!block) return undefined;
  const { path } = block.rule;
  const lines = takeLines(from[path] ?? '', block);
  const target = Object.hasOwn(files, path) ? path : MAIN_FILE;
  return accept(files, placeRule(files, target, { ruleId, lines, neighbours: listNeighbours(from, block) }));
}

function removeBlock(files: SkillFiles, block: RuleBlock): SkillFiles {
  const { path } = block.rule;
  return dropEmptyReference({ ...files, [path]: removeLines(files[path] ?? '', block) }, path);
}

/** Under the same heading, nearest first. */
function listNeighbours(files: SkillFiles, { rule, heading }: RuleBlock): Neighbour[] {
  const blocks = listRuleBlocks(files, rule.path).filter((block) => block.heading === heading);
  const index = blocks.findIndex((block) => block.rule.id === rule.id);
  const above = blocks.slice(0, index).toReversed();
  return [
    ...above.map((block) => ({ after: block.rule.id })),
    ...blocks.slice(index + 1).map((block) => ({ before: block.rule.id })),
  ];
}

/** The files can be kept (no rule stands in them twice), and each file is mentioned as well as it was before. */
function accept(before: SkillFiles, after: SkillFiles): Edited {
  const left = countFaults(after);
  return left !== undefined && left <= (countFaults(before) ?? 0) ? after : undefined;
}

/** Undefined: they can't be kept. Tools and pages of the docs are not known here; an edit leaves their names alone. */
function countFaults(files: SkillFiles): number | undefined {
  const { skill } = parseSkill(files);
  const about = { toolDescriptions: {}, docs: [], checkedRules: new Set<string>(), allowedTools: [] };
  const isOurs = ({ level, code }: SkillFinding): boolean =>
    level === 'error' && (code === 'link' || code.startsWith('reference-'));
  return skill && lintSkill(skill, files, about).filter(isOurs).length;
}
