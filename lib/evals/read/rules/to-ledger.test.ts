import { expect, test } from 'vitest';
import type { SkillRule } from '#lib/skills/format/skill-files.ts';
import { scenario, trial } from '../testing/trial-fixture.ts';
import { toLedger } from './to-ledger.ts';

const rule = (id: string, about: Partial<SkillRule> = {}): SkillRule => ({
  id,
  level: 'must',
  text: `Do ${id}.`,
  path: 'SKILL.md',
  line: 12,
  ...about,
});

const kelp = { modelId: 'demo:kelp' };
const coral = { modelId: 'demo:coral' };
const bare = { condition: 'baseline' } as const;

test('a rule is told with its place, its checks, and how often it was skipped by whom', () => {
  const ledger = toLedger({
    rules: [rule('S02', { level: 'should', path: 'references/a.md', line: 3 })],
    scenarios: [
      scenario('view', ['a S02,S01 p', 'b S01 p']),
      scenario('table', ['?c S02 p']),
      scenario('plan', ['d S01 p']),
    ],
    trials: [
      trial(['a S01,S02 f', 'b S01 p'], { ...kelp, filesLoaded: ['references/a.md'] }),
      trial(['a S01,S02 p', 'b S01 f'], { ...kelp, repeat: 2 }),
      trial(['?c S02 f'], { ...kelp, scenarioId: 'table', filesLoaded: ['references/b.md'] }),
      trial(['a S01,S02 p', 'b S01 p'], coral),
      trial(['a S01,S02 f', '?c S02 n'], { ...kelp, ...bare, filesLoaded: ['references/a.md'] }),
      trial(['a S01,S02 n'], { ...coral, ...bare }),
      trial(['a S01,S02 f'], { ...coral, repeat: 2, status: 'infra-failed' }),
    ],
  });
  expect(ledger.find(({ ruleId }) => ruleId === 'S02')).toEqual({
    ruleId: 'S02',
    level: 'should',
    text: 'Do S02.',
    path: 'references/a.md',
    line: 3,
    isMissing: false,
    checks: ['view/a', 'table/c'],
    rates: [
      { condition: 'baseline', modelId: 'demo:kelp', skipped: 1, applicable: 1, fileLoaded: 0, trials: 1 },
      { condition: 'mcp+skill', modelId: 'demo:coral', skipped: 0, applicable: 1, fileLoaded: 0, trials: 1 },
      { condition: 'mcp+skill', modelId: 'demo:kelp', skipped: 2, applicable: 3, fileLoaded: 1, trials: 3 },
    ],
  });
});

test('what stands in SKILL.md was read by all who had the skill, and by nobody else', () => {
  const [only] = toLedger({
    rules: [rule('S01')],
    scenarios: [],
    trials: [trial(['a S01 p']), trial(['a S01 p'], { condition: 'mcp', filesLoaded: ['SKILL.md'] })],
  });
  expect(only?.rates.map(({ condition, fileLoaded }) => [condition, fileLoaded])).toEqual([
    ['mcp', 0],
    ['mcp+skill', 1],
  ]);
});

test('a rule that checks ask for and the skill has not is missing, with what production says', () => {
  const ledger = toLedger({
    rules: [rule('S03')],
    scenarios: [scenario('view', ['a S01 p', '?b S02 p', 'c S04 p', '?c S04 p'])],
    trials: [trial(['a S01 f'])],
    productionRules: [rule('S01', { level: 'should', text: 'It was so.' }), rule('S03', { text: 'Other.' })],
  });
  expect(
    ledger.map(({ ruleId, level, text, path, line, isMissing }) => [
      ruleId,
      level,
      text,
      path,
      line,
      isMissing,
    ]),
  ).toEqual([
    ['S01', 'should', 'It was so.', '', 0, true],
    ['S02', 'should', '', '', 0, true],
    ['S03', 'must', 'Do S03.', 'SKILL.md', 12, false],
    ['S04', 'must', '', '', 0, true],
  ]);
  expect(ledger[0]?.rates).toEqual([
    { condition: 'mcp+skill', modelId: 'demo:kelp', skipped: 1, applicable: 1, fileLoaded: 0, trials: 1 },
  ]);
});
