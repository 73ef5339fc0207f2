import { describe, expect, test } from 'vitest';
import type { SkillSurroundings } from './lint/lint-context.ts';
import { lintSkill } from './lint-skill.ts';
import { parseSkill } from './parse-skill.ts';
import type { SkillFiles } from './skill-files.ts';
import { about, change, goodFiles } from './testing/skill-fixture.ts';

const withLine = (line: string): SkillFiles => change('Read `', `${line}\n\nRead \``);

/** Each as `path:line level code`. */
function findingsOf(files: SkillFiles, surroundings: Partial<SkillSurroundings> = {}): string[] {
  const { skill, findings } = parseSkill(files);
  if (!skill) throw new Error(`cannot lint: ${JSON.stringify(findings)}`);
  return lintSkill(skill, files, { ...about, ...surroundings }).map(
    ({ path, line, level, code }) => `${path}:${line} ${level} ${code}`,
  );
}

test('finds nothing in a good skill', () => {
  expect(findingsOf(goodFiles)).toEqual([]);
});

describe('references', () => {
  const main = goodFiles['SKILL.md'] ?? '';
  const mention = 'Read `references/roses.md` when there are roses.';
  test.each<[string, SkillFiles, string[]]>([
    ['one that nobody mentions', change(mention, ''), ['references/roses.md:1 error reference-unmentioned']],
    [
      'one without when to read it',
      change(mention, 'Read `references/roses.md`.\n\nWater when it is dry.'),
      ['references/roses.md:1 error reference-without-when'],
    ],
    [
      'one that is not there',
      { 'SKILL.md': main },
      ['SKILL.md:1 warning check-without-rule', 'SKILL.md:13 error reference-missing'],
    ],
    [
      'one that sends on to another',
      change('Cut', 'See references/tulips.md. Cut', 'references/roses.md'),
      ['references/roses.md:3 error reference-chain'],
    ],
  ])('%s', (_, files, expected) => {
    expect(findingsOf(files)).toEqual(expected);
  });
});

describe('links', () => {
  test.each<[string, string[]]>([
    ['[here](https://example.com/a)', []],
    ['[here](#garden)', []],
    ['[here](references/roses.md#roses)', []],
    ['`[no](link)`', []],
    ['[here](#orchard)', ['SKILL.md:13 error link']],
    ['[here](tulips.md)', ['SKILL.md:13 error link']],
    ['[here](javascript:alert%281%29)', ['SKILL.md:13 error link']],
    ['[here](file:///etc/passwd)', ['SKILL.md:13 error link']],
    ['[here](//example.com)', ['SKILL.md:13 error link']],
    ['Text\n![here]( )', ['SKILL.md:14 error link']],
    ['`read_doc weeds`, `read_doc("weeds")`', []],
    ['`read_doc mulch`', ['SKILL.md:13 error doc-missing']],
  ])('%s', (line, expected) => {
    expect(findingsOf(withLine(line))).toEqual(expected);
  });
});

describe('rules and checks', () => {
  test('a must that stands in a reference', () => {
    const files = change('S03|should', 'S03|must', 'references/roses.md');
    expect(findingsOf(files)).toEqual(['references/roses.md:3 warning must-in-reference']);
  });

  test('a rule that nothing checks, and a check of no rule', () => {
    expect(findingsOf(goodFiles, { checkedRules: new Set(['S01', 'S02', 'S09']) })).toEqual([
      'SKILL.md:1 warning check-without-rule',
      'references/roses.md:3 warning rule-unchecked',
    ]);
  });
});

describe('what the docs say already', () => {
  const copy = 'pull every weed out\nwith its WHOLE root: on a day after rain before';
  test('a copy is found once, where it begins, whatever its case, lines and marks', () => {
    const files = withLine(`So ${copy} it has had time, and so on.`);
    const { skill } = parseSkill(files);
    expect(skill && lintSkill(skill, files, about)).toEqual([
      {
        code: 'repeats-doc',
        level: 'warning',
        path: 'SKILL.md',
        line: 13,
        message: 'repeats 18 words of the page weeds: point to it instead',
      },
    ]);
  });

  test('twelve words in a row are a copy, eleven are not', () => {
    const words = 'pull every weed out with its whole root on a day after'.split(' ');
    expect(findingsOf(withLine(`So ${words.join(' ')}`))).toEqual(['SKILL.md:13 warning repeats-doc']);
    expect(findingsOf(withLine(`So ${words.slice(1).join(' ')}`))).toEqual([]);
  });
});

describe('tools', () => {
  test('a name with a slip in it, and one in allowed-tools that does not exist', () => {
    expect(findingsOf(withLine('Use `plnt_sed` or `plant_seed(1)`.'))).toEqual([
      'SKILL.md:13 error tool-unknown',
    ]);
    expect(findingsOf(change('---\n#', 'allowed-tools: read_doc Bash\n---\n#'))).toEqual([
      'SKILL.md:4 error tool-unknown',
    ]);
  });

  test('columns and settings are not taken for tools', () => {
    expect(findingsOf(withLine('`search_path`, `read_only`, `seed_id`, `_`, `lnt_sed`'))).toEqual([]);
  });

  test.each([
    ['Use plant_seed before dig_bed.', true],
    ['Use dig_bed after plant_seed.', true],
    ['First plant_seed, then dig_bed.', true],
    ['Use dig_bed before plant_seed.', false],
    ['Use plant_seed after dig_bed.', false],
    ['Never use plant_seed before dig_bed.', false],
    ['There are plant_seed and dig_bed.', false],
    ['1. `plant_seed`\n2. Wait.\n3. `dig_bed`', true],
    ['1. `dig_bed`\n2. `plant_seed`\n3. `dig_bed` again', false],
    ['1. `plant_seed`\n\nOr:\n\n1. `dig_bed`', false],
  ])('order: %s', (line, isWrong) => {
    expect(findingsOf(withLine(line))).toEqual(isWrong ? ['SKILL.md:13 warning contradicts-tool'] : []);
  });
});
