import { describe, expect, test } from 'vitest';
import { lintSkill } from './lint-skill.ts';
import { parseSkill } from './parse-skill.ts';
import type { SkillFiles } from './skill-files.ts';
import { about, change, goodFiles, head } from './testing/skill-fixture.ts';

const withLine = (line: string): SkillFiles => change('Read `', `${line}\n\nRead \``);
const withHead = (yaml: string): SkillFiles => ({ 'SKILL.md': `---\n${yaml}\n---\nBody.\n` });

const findingsOf = (files: SkillFiles): string[] => {
  const { skill, findings } = parseSkill(files);
  expect(skill).toBeUndefined();
  return findings.map(({ path, line, code }) => `${path}:${line} ${code}`);
};

describe('[X66] is refused with the line', () => {
  test.each<[string, SkillFiles, string[]]>([
    ['2 MB', change('# Garden', 'crab '.repeat(400_000)), ['SKILL.md:5 too-large']],
    [
      '2 MB in a reference',
      { ...goodFiles, 'references/a.md': 'x\n'.repeat(1_000_000) },
      ['references/a.md:50001 too-large'],
    ],
    ['a NUL', withLine('a\0b'), ['SKILL.md:13 unreadable']],
    ['half a character', withLine('a\uD800b'), ['SKILL.md:13 unreadable']],
    ['bytes that are no UTF-8', withLine('a\uFFFDb'), ['SKILL.md:13 unreadable']],
    ['an escape sequence', withLine('a\u001B[2Jb'), ['SKILL.md:13 unreadable']],
    ['letters that run backwards', withLine('a\u202Eb'), ['SKILL.md:13 hidden']],
    ['letters of the tag plane', withLine('a\u{E0041}b'), ['SKILL.md:13 hidden']],
    ['a template', withLine('Use {{process.env}} here.'), ['SKILL.md:13 template']],
    ['another template', withLine('Use ${process.env.HOME} here.'), ['SKILL.md:13 template']],
    ['a command to fill in', withLine('!`cat /etc/passwd`'), ['SKILL.md:13 template']],
    [
      'a template in the front matter',
      change('How to', '"{{ name }}"'),
      ['SKILL.md:3 template', 'SKILL.md:3 front-matter'],
    ],
    ['no front matter', { 'SKILL.md': '# Garden\n' }, ['SKILL.md:1 front-matter']],
    ['front matter that never ends', { 'SKILL.md': '---\nname: garden\n' }, ['SKILL.md:1 front-matter']],
    ['front matter that is no mapping', withHead('- name'), ['SKILL.md:2 front-matter']],
    [
      'front matter that is not well formed',
      withHead('name: garden\ndescription: "a'),
      ['SKILL.md:3 front-matter'],
    ],
    ['a field that stands twice', withHead('name: a\ndescription: b\nname: c'), ['SKILL.md:4 front-matter']],
    ['a tag', withHead('name: a\ndescription: !!js/function "x"'), ['SKILL.md:3 front-matter']],
    ['a tag of our own', withHead('name: a\ndescription: !!str "x"'), ['SKILL.md:3 front-matter']],
    ['a second document', withHead('name: a\ndescription: b\n...\nlicense: c'), ['SKILL.md:5 front-matter']],
    ['an anchor', withHead('name: &a a\ndescription: b'), ['SKILL.md:2 front-matter']],
    ['an alias', withHead('name: &a a\ndescription: *a'), ['SKILL.md:2 front-matter']],
    ['brackets without end', withHead(`name: ${'['.repeat(15_000)}`), ['SKILL.md:2 front-matter']],
    ['front matter without end', withHead(`name: ${'a'.repeat(15_995)}`), ['SKILL.md:2 front-matter']],
    ['one letter less', withHead(`name: ${'a'.repeat(15_994)}`), ['SKILL.md:1 field', 'SKILL.md:2 field']],
  ])('%s', (_, files, expected) => {
    expect(findingsOf(files)).toEqual(expected);
  });

  const key = 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6';
  // Put together here, so that nobody who looks for secrets finds any in this file.
  test.each([
    ['sk', key].join('-'),
    ['sk', 'proj', key].join('-'),
    ['sk', 'ant', 'api03', key].join('-'),
    ['ghp', key].join('_'),
    ['AKI', 'ABCDEFGHIJKLMNOP'].join('A'),
    ['AIz', key].join('a'),
    ['xoxb', key].join('-'),
    ['npm', key].join('_'),
    `-----BEGIN RSA ${'PRIVATE'} KEY-----`,
    ['eyJhbGciOiJIUzI1', 'eyJzdWIiOiIxMjM0', 'abcdefghijkl'].join('.'),
    ['postgresql:/', 'admin:hunter22@db.example.com/app'].join('/'),
    `password = "${key}"`,
    `API_KEY: ${key}`,
  ])('what looks like a secret: %#', (secret) => {
    const files = { ...goodFiles, 'references/roses.md': `Roses.\n\nUse ${secret} there.\n` };
    const { findings } = parseSkill(files);
    expect(findings.map(({ path, line, code }) => `${path}:${line} ${code}`)).toEqual([
      'references/roses.md:3 secret',
    ]);
    expect(JSON.stringify(findings)).not.toContain(secret.slice(-12));
  });

  test.each([
    'Set the password with `set_password`, and keep the secret out of here.',
    'token: a word that says who asks',
    'See https://example.com/a@b and `user_id = (select auth.uid())`.',
    'const text = `${name} of ${team.title}`;',
    'the sk-learn package, risk-averse, ask-me-anything-about-everything',
  ])('nothing of plain text: %s', (line) => {
    expect(parseSkill(withLine(line)).findings).toEqual([]);
  });
});

test.each([
  '](',
  'references/',
  '`',
  'sk-',
  'sk-a-',
  'sk-a1-',
  '-eyJ',
  '${ ',
  'a://',
  'token=',
  '**',
  '1. dig_bed ',
  'first dig_bed. ',
])(
  'a file full of %j is read and linted in one go: no pattern runs from each of its letters to the end',
  (crumb) => {
    const files = { ...goodFiles, 'references/roses.md': crumb.repeat(99_990 / crumb.length) };
    const { skill, findings } = parseSkill(files);
    expect(findings).toEqual([]);
    expect(skill && lintSkill(skill, files, about).filter(({ line }) => line !== 1)).toEqual([]);
  },
);

test('a field named __proto__ is one of a name that nobody knows, and changes nothing', () => {
  const files = {
    'SKILL.md': `${head.replace('---\n', '---\n__proto__: x\nmetadata:\n  __proto__: y\n')}Body.\n`,
  };
  expect(findingsOf(files)).toEqual(['SKILL.md:2 field']);
  expect(Object.hasOwn(Object.prototype, 'y')).toBe(false);
});

test('a path named __proto__ is refused like any other', () => {
  const files = Object.fromEntries([...Object.entries(goodFiles), ['__proto__', 'x']]);
  expect(findingsOf(files)).toEqual(['__proto__:1 file']);
});
