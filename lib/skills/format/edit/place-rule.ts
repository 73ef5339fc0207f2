import type { SkillFiles } from '../skill-files.ts';
import { insertLines } from './edit-lines.ts';
import { listRuleBlocks, type RuleBlock } from './rule-block.ts';

/** Rules that it should stand right after, or right before: the first of them that is there decides. */
export type Neighbour = { readonly after: string } | { readonly before: string };

/** Puts a rule's lines into a file: beside a neighbour, else beside the rule whose number is nearest, else at the end. */
export function placeRule(
  files: SkillFiles,
  path: string,
  {
    ruleId,
    lines,
    neighbours = [],
  }: { ruleId: string; lines: readonly string[]; neighbours?: readonly Neighbour[] },
): SkillFiles {
  const text = files[path] ?? '';
  const blocks = listRuleBlocks(files, path);
  const places = neighbours.flatMap((neighbour) => findPlace(blocks, neighbour) ?? []);
  const place = places[0] ?? findNearest(blocks, ruleId);
  if (place !== undefined) return { ...files, [path]: insertLines(text, place, lines) };
  const rows = text.split('\n');
  const end = rows.findLastIndex((row) => row.trim() !== '') + 1;
  return { ...files, [path]: insertLines(text, end, ['', ...lines]) };
}

/** The line after which it goes. */
function findPlace(blocks: readonly RuleBlock[], neighbour: Neighbour): number | undefined {
  const id = 'after' in neighbour ? neighbour.after : neighbour.before;
  const block = blocks.find(({ rule }) => rule.id === id);
  if (!block) return undefined;
  return 'after' in neighbour ? block.last : block.first - 1;
}

/** Numbers that are near stand for things that are near. Of two as near, the lower one, and the rule after it. */
function findNearest(blocks: readonly RuleBlock[], ruleId: string): number | undefined {
  const number = toNumber(ruleId);
  const [nearest] = blocks.toSorted((a, b) => {
    const [one, two] = [toNumber(a.rule.id), toNumber(b.rule.id)];
    return Math.abs(one - number) - Math.abs(two - number) || one - two;
  });
  if (!nearest) return undefined;
  return toNumber(nearest.rule.id) < number ? nearest.last : nearest.first - 1;
}

const toNumber = (ruleId: string): number => Number(ruleId.slice(1));
