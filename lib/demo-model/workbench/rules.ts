import { skillRuleTag } from '#lib/base/skill-rule.ts';
import type { DemoModelId } from '../conversation.ts';
import type { Ask, Situation } from '../plan.ts';
import { choicesOf } from '../tool-calls.ts';
import type { ToolResult } from '../tool-result.ts';

const ruleLine = new RegExp(String.raw`(?:^|\n|\\n)[\s*-]*${skillRuleTag}`, 'gi');

/** Rules stand in texts as lines like `- [S01|must] ...`; their ids say what they are about. */
export function findRules(text: string): string[] {
  return Array.from(text.matchAll(ruleLine), ([, id = '']) => id.toUpperCase());
}

/** What a family does right without being told. Both are sloppy, each in its own way. */
const instincts: Record<DemoModelId, readonly string[]> = {
  'demo-kelp': ['S02', 'S16', 'S19'],
  'demo-coral': ['S04', 'S12', 'S14', 'S18', 'S20'],
};

/** Whether a rule is followed. */
export type Knows = (rule: string) => boolean;

/**
 * The rules of the instructions. Coral also reads the files that the instructions tell of, and follows what it finds
 * there; kelp never opens one. No other result is ever read for rules. [S10]
 */
export function* readRules(situation: Situation): Generator<Ask, Knows, readonly ToolResult[]> {
  const rules = new Set([...instincts[situation.family], ...findRules(situation.system)]);
  const names = situation.family === 'demo-coral' ? listReferences(situation) : [];
  if (names.length > 0) {
    const results = yield {
      say: 'My instructions name files for this kind of task, so I read them first.',
      calls: names.map((name) => ({ name: READ_TOOL, input: { name } })),
    };
    for (const result of results) {
      if (result.status !== 'ok') continue;
      const text = typeof result.value === 'string' ? result.value : JSON.stringify(result.value);
      for (const rule of findRules(text)) rules.add(rule);
    }
  }
  return (rule) => rules.has(rule);
}

const READ_TOOL = 'read_skill_file';

function listReferences({ tools, system }: Situation): string[] {
  if (!tools.has(READ_TOOL) || !system.includes(READ_TOOL)) return [];
  return choicesOf(tools, READ_TOOL, 'name').filter((name) => system.includes(name));
}
