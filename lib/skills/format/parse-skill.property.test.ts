import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lintSkill } from './lint-skill.ts';
import { parseSkill } from './parse-skill.ts';
import type { SkillFiles } from './skill-files.ts';
import { about, goodFiles, head } from './testing/skill-fixture.ts';

const crumbs = [
  '---', '--- ', '\n', '\r\n', '\r', '\0', '\uD800', '\uFEFF', '```', '~~~', '- [S01|must] ', '[S01|', '{{', '}}', '&a', '*a',
  '!!js/function', '[', '{', ': ', '? ', '"', '`read_doc ', '](', ')', '#', '# ', 'name: garden', 'description: x', 'metadata:\n',
  'references/roses.md', '1. ', '|', '>', '%YAML 1.1', '...', '<<: ', '__proto__: ', 'dig_bed', ' before ', 'plant_seed',
]; // prettier-ignore

const anyText = fc.array(fc.oneof(fc.constantFrom(...crumbs), fc.string({ unit: 'binary', maxLength: 8 })), {
  maxLength: 60,
});
const anyPath = fc.oneof(
  fc.constantFrom('SKILL.md', 'references/roses.md', '__proto__', '../x.md', ''),
  fc.string(),
);
const anyFiles: fc.Arbitrary<SkillFiles> = fc
  .record({
    main: fc.tuple(fc.constantFrom('', '---\n', head), anyText).map(([start, rest]) => start + rest.join('')),
    others: fc.array(
      fc.tuple(
        anyPath,
        anyText.map((parts) => parts.join('')),
      ),
      { maxLength: 3 },
    ),
  })
  .map(({ main, others }) => Object.fromEntries([...others, ['SKILL.md', main]]));

/** A line that is no part of any finding, item or block. */
const plainLine = fc.constantFrom('', 'Plain words.', '## A heading', '- an item', 'More of it,\nand more.');

test('parser and linter take whatever comes: they never throw, and point at lines that there are', () => {
  fc.assert(
    fc.property(anyFiles, (files) => {
      const { skill, findings } = parseSkill(files, 'garden');
      const all = [...findings, ...(skill ? lintSkill(skill, files, about) : [])];
      for (const { path, line } of all) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(line).toBeLessThanOrEqual((files[path] ?? '').split('\n').length);
      }
      expect(skill === undefined).toBe(findings.some(({ level }) => level === 'error'));
      for (const { path, line, id } of skill?.rules ?? []) {
        expect(files[path]?.split('\n')[line - 1]).toContain(`[${id}|`);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('a rule and a fault are found on their lines, whatever stands around them, also with line ends of Windows', () => {
  const lines = fc
    .array(plainLine, { maxLength: 12 })
    .map((parts) => parts.map((part) => `${part}\n\n`).join(''));
  fc.assert(
    fc.property(lines, lines, fc.constantFrom('\n', '\r\n'), (before, between, lineEnd) => {
      const main = `${head}${before}- [S07|must] Rake.\n\n${between}Ask {{name}}.\n`.replaceAll(
        '\n',
        lineEnd,
      );
      const lineOf = (text: string): number => main.slice(0, main.indexOf(text)).split('\n').length;
      const withFault = parseSkill({ 'SKILL.md': main });
      const without = parseSkill({ 'SKILL.md': main.replace('{{name}}', 'name') });
      expect(withFault.findings.map(({ code, line }) => [code, line])).toEqual([['template', lineOf('Ask')]]);
      expect(without.skill?.rules.map(({ line }) => line)).toEqual([lineOf('- [S07')]);
    }),
  );
});

test('every other version of a file makes another hash', () => {
  const text = fc.string({ minLength: 1 }).filter((part) => !/[\r\n]/.test(part) && part.trim() === part);
  const hashOf = (files: SkillFiles) => parseSkill(files).skill?.hash;
  fc.assert(
    fc.property(text, (added) => {
      const changed = { ...goodFiles, 'references/roses.md': `${goodFiles['references/roses.md']}${added}` };
      const hash = hashOf(changed);
      expect(hash === undefined || hash !== hashOf(goodFiles)).toBe(true);
    }),
  );
});
