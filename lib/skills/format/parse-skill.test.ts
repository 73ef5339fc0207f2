import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseSkill } from './parse-skill.ts';
import type { SkillFiles } from './skill-files.ts';
import { change, goodFiles, head } from './testing/skill-fixture.ts';

const main = goodFiles['SKILL.md'] ?? '';
const withField = (line: string): SkillFiles => change('---\n#', `${line}\n---\n#`);
const withLine = (line: string): SkillFiles => change('Read `', `${line}\n\nRead \``);

const twenty = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`references/r${index}.md`, 'Text.']),
);

/** Each as `path:line code`. */
const findingsOf = (files: SkillFiles, folder = 'garden'): string[] => {
  const { skill, findings } = parseSkill(files, folder);
  if ((skill === undefined) !== findings.some(({ level }) => level === 'error')) {
    throw new Error('a skill is refused exactly when there is an error');
  }
  return findings.map(({ path, line, code }) => `${path}:${line} ${code}`);
};

test('reads every part of a skill', () => {
  const files = withField(
    'license: MIT\ncompatibility: A spade.\nmetadata:\n  version: "1.0"\nallowed-tools: dig_bed read_doc',
  );
  const json = JSON.stringify(files, Object.keys(files).toSorted());
  expect(parseSkill(files, 'garden')).toEqual({
    skill: {
      name: 'garden',
      description: 'How to keep a garden.',
      license: 'MIT',
      compatibility: 'A spade.',
      metadata: { version: '1.0' },
      allowedTools: ['dig_bed', 'read_doc'],
      body: main.slice(head.length),
      references: [
        {
          path: 'references/roses.md',
          name: 'references/roses.md',
          content: '# Roses\n\n- [S03|should] Cut them in spring.\n',
          whenToRead: 'Read `references/roses.md` when there are roses.',
        },
      ],
      rules: [
        {
          id: 'S01',
          level: 'must',
          text: 'Water in the morning, never at noon.',
          path: 'SKILL.md',
          line: 14,
        },
        { id: 'S02', level: 'should', text: 'Weed often (`read_doc weeds`).', path: 'SKILL.md', line: 16 },
        { id: 'S03', level: 'should', text: 'Cut them in spring.', path: 'references/roses.md', line: 3 },
      ],
      hash: createHash('sha256').update(json).digest('hex'),
      tokens: 48,
    },
    findings: [],
  });
});

test('a skill in no folder may have any name that is one', () => {
  const codes = ['garden', 'g', 'g4', '-garden', 'garden-', 'gärten', 'gar_den', 'Garden'].map((name) =>
    parseSkill(change('name: garden', `name: ${name}`))
      .findings.map(({ code }) => code)
      .join(),
  );
  expect(codes).toEqual(['', '', '', 'field', 'field', 'field', 'field', 'field']);
});

test('is the same skill with the line ends of Windows, and with its files in another order', () => {
  const windows = Object.entries(goodFiles).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]);
  expect(parseSkill(Object.fromEntries(windows.toReversed()), 'garden')).toEqual(
    parseSkill(goodFiles, 'garden'),
  );
});

test('a changed word makes another hash, and so does a moved file', () => {
  const moved = { 'SKILL.md': main, 'references/tulips.md': goodFiles['references/roses.md'] ?? '' };
  const hashes = [goodFiles, change('noon', 'dusk'), moved].map((files) => parseSkill(files).skill?.hash);
  expect(new Set(hashes).size).toBe(3);
});

test('takes what is just within the limits', () => {
  const name = 'a'.repeat(64);
  const limits = {
    name,
    description: 'd'.repeat(1_024),
    license: 'l'.repeat(500),
    compatibility: 'c'.repeat(500),
  };
  const yaml = Object.entries(limits).map(([key, value]) => `${key}: ${value}\n`);
  const references = Array.from({ length: 20 }, (_, index) => [
    `references/r${index}.md`,
    'x'.repeat(100_000),
  ]);
  const text = `---\n${yaml.join('')}---\n${'line 12345678\n\n'.repeat(249)}${'word'.repeat(4_065)}`;
  const { skill, findings } = parseSkill({ 'SKILL.md': text, ...Object.fromEntries(references) }, name);
  expect(findings).toEqual([]);
  expect(skill).toMatchObject({ ...limits, tokens: 4_999 });
  const { findings: over } = parseSkill({ 'SKILL.md': `${text}word` }, name);
  expect(over.map(({ code, message }) => [code, message])).toEqual([
    ['body', 'has about 5000 tokens: keep below 5000'],
  ]);
});

describe('refuses, with the line', () => {
  test.each<[string, SkillFiles, string[]]>([
    ['no SKILL.md', { 'references/roses.md': 'Roses.' }, ['SKILL.md:1 file']],
    ['a skill in a folder of another name', change('name: garden', 'name: orchard'), ['SKILL.md:2 field']],
    ['capitals in the name', change('name: garden', 'name: Garden'), ['SKILL.md:2 field']],
    ['two hyphens in the name', change('name: garden', 'name: gar--den'), ['SKILL.md:2 field']],
    ['a name of 65 letters', change('name: garden', `name: ${'a'.repeat(65)}`), ['SKILL.md:2 field']],
    ['no description', change('description: How to keep a garden.\n', ''), ['SKILL.md:1 field']],
    ['an empty description', change('How to keep a garden.', '" "'), ['SKILL.md:3 field']],
    ['a description of 1025', change('How to keep a garden.', 'a'.repeat(1_025)), ['SKILL.md:3 field']],
    ['a license of 501', withField(`license: ${'l'.repeat(501)}`), ['SKILL.md:4 field']],
    ['a compatibility of 501', withField(`compatibility: ${'c'.repeat(501)}`), ['SKILL.md:4 field']],
    ['metadata that is a text', withField('metadata: "1"'), ['SKILL.md:4 field']],
    [
      'a description with parts',
      change('How to keep a garden.', '\n  in: short'),
      ['SKILL.md:3 front-matter'],
    ],
    ['21 references', { ...goodFiles, ...twenty }, ['SKILL.md:1 file']],
    ['a field that nobody knows', withField('author: somebody'), ['SKILL.md:4 field']],
    ['a number where text belongs', withField('metadata:\n  version: 1.0'), ['SKILL.md:5 front-matter']],
    ['a list of tools', withField('allowed-tools: [dig_bed]'), ['SKILL.md:4 front-matter']],
    ['a body of 500 lines', change('# Garden', `# Garden${'\n'.repeat(491)}`), ['SKILL.md:504 body']],
    [
      'a body of 5,000 tokens',
      change('# Garden', `# Garden ${'wordword'.repeat(2_500)}`),
      ['SKILL.md:5 body'],
    ],
    ['a body without a word', { 'SKILL.md': head }, ['SKILL.md:5 body']],
    [
      'a file deeper than one folder',
      { ...goodFiles, 'references/a/b.md': 'Deep.' },
      ['references/a/b.md:1 file'],
    ],
    ['a file that climbs out', { ...goodFiles, '../b.md': 'Up.' }, ['../b.md:1 file']],
    ['a script', { ...goodFiles, 'scripts/run.sh': 'true' }, ['scripts/run.sh:1 file']],
    [
      'a rule id that is taken',
      change('S03', 'S01', 'references/roses.md'),
      ['references/roses.md:3 rule-duplicate'],
    ],
    ['a rule of no level', withLine('- [S04] | Sow.\n- [S04|may] Sow.'), ['SKILL.md:14 rule-malformed']],
    ['a rule in capitals', withLine('- [S04|MUST] Sow.'), ['SKILL.md:13 rule-malformed']],
    ['a rule with a star', withLine('* [S04|must] Sow.'), ['SKILL.md:13 rule-malformed']],
    ['a rule under a rule', change('\n- [S02', '\n  - [S02'), ['SKILL.md:11 rule-malformed']],
    ['a rule in a code block', withLine('```\n- [S04|must] Sow.\n```'), ['SKILL.md:14 rule-malformed']],
    ['a rule that says nothing', withLine('- [S04|must]'), ['SKILL.md:13 rule-malformed']],
  ])('%s', (_, files, expected) => {
    expect(findingsOf(files)).toEqual(expected);
  });
});
