import { describe, expect, test } from 'vitest';
import { lintSkill } from '../lint-skill.ts';
import { parseSkill } from '../parse-skill.ts';
import { readSkillFolder } from '../read-skill-folder.ts';
import type { SkillFiles } from '../skill-files.ts';
import { about, change, goodFiles, head } from '../testing/skill-fixture.ts';
import { deleteRule, moveRule, restoreRule } from './edit-rules.ts';

const main = goodFiles['SKILL.md'] ?? '';
const roses =
  '# Roses\n\nThey like sun.\n\n- [S03|should] Cut them in spring,\n  not in autumn.\n\nThat is all.\n';

function expectSound(files: SkillFiles | undefined): void {
  const { skill, findings } = parseSkill(files ?? {});
  const errors =
    skill && files ? lintSkill(skill, files, about).filter(({ level }) => level === 'error') : [];
  expect([findings, errors]).toEqual([[], []]);
}

describe('moving a rule into SKILL.md', () => {
  test('takes all of its lines beside its nearest number, and nothing else changes', () => {
    const moved = moveRule({ 'SKILL.md': main, 'references/roses.md': roses }, 'S03');
    expect(moved).toEqual({
      'SKILL.md': main.replace(
        '(`read_doc weeds`).\n',
        '(`read_doc weeds`).\n- [S03|should] Cut them in spring,\n  not in autumn.\n',
      ),
      'references/roses.md': '# Roses\n\nThey like sun.\n\nThat is all.\n',
    });
    expectSound(moved);
  });

  test('of a reference that then says nothing takes the file, and the paragraph that mentions it', () => {
    const moved = moveRule(goodFiles, 'S03');
    expect(moved).toEqual({
      'SKILL.md': main.replace(
        '(`read_doc weeds`).\n\nRead `references/roses.md` when there are roses.\n',
        '(`read_doc weeds`).\n- [S03|should] Cut them in spring.\n',
      ),
    });
    expectSound(moved);
  });

  test('takes the line of a list that mentions it, and leaves the others', () => {
    const list =
      '- `references/roses.md`: when there are roses. They have thorns.\n- `references/tulips.md`: if not.\n';
    const files: SkillFiles = {
      ...change('Read `references/roses.md` when there are roses.\n', list),
      'references/tulips.md': 'Dig them out.\n',
    };
    const { 'references/roses.md': gone, ...moved } = moveRule(files, 'S03') ?? {};
    expect(gone).toBe(undefined);
    expect(moved).toEqual({
      'SKILL.md': (files['SKILL.md'] ?? '')
        .replace('- `references/roses.md`: when there are roses. They have thorns.\n', '')
        .replace('weeds`).\n', 'weeds`).\n- [S03|should] Cut them in spring.\n'),
      'references/tulips.md': 'Dig them out.\n',
    });
    expectSound(moved);
  });

  test.each([
    ['says more', 'Read `references/roses.md` when there are roses. Wear gloves, always.'],
    ['names another file', 'Read `references/roses.md` or `references/tulips.md` when there are flowers.'],
  ])('leaves a mention that %s, and the empty file with it', (_what, mention) => {
    const files: SkillFiles = {
      ...change('Read `references/roses.md` when there are roses.', mention),
      'references/tulips.md': 'Dig them out.\n',
    };
    if (!mention.includes('tulips')) Reflect.deleteProperty(files, 'references/tulips.md');
    const moved = moveRule(files, 'S03');
    expect(moved).toEqual({
      ...files,
      'SKILL.md': (files['SKILL.md'] ?? '').replace(
        'weeds`).\n',
        'weeds`).\n- [S03|should] Cut them in spring.\n',
      ),
      'references/roses.md': '# Roses\n',
    });
    expectSound(moved);
  });

  test('goes in front of the rule with the nearest number where that is higher', () => {
    const files = { ...goodFiles, 'SKILL.md': main.replace('S01|must', 'S09|must').replace('S02|', 'S04|') };
    const moved = moveRule(files, 'S03');
    expect(moved?.['SKILL.md']).toContain(
      'never at noon.\n- [S03|should] Cut them in spring.\n- [S04|should] Weed',
    );
  });

  test('goes to the end where there is no rule yet', () => {
    const files = {
      'SKILL.md': `${head}# Garden\n\nSee references/roses.md when there are roses.\n\n`,
      'references/roses.md': roses,
    };
    expect(moveRule(files, 'S03')?.['SKILL.md']).toBe(
      `${head}# Garden\n\nSee references/roses.md when there are roses.\n\n- [S03|should] Cut them in spring,\n  not in autumn.\n\n`,
    );
  });

  test('keeps the line ends of both files', () => {
    const windows = (text: string) => text.replaceAll('\n', '\r\n');
    const plain = moveRule({ 'SKILL.md': main, 'references/roses.md': roses }, 'S03');
    expect(moveRule({ 'SKILL.md': windows(main), 'references/roses.md': roses }, 'S03')).toEqual({
      'SKILL.md': windows(plain?.['SKILL.md'] ?? ''),
      'references/roses.md': plain?.['references/roses.md'],
    });
    expect(moveRule({ 'SKILL.md': main, 'references/roses.md': windows(roses) }, 'S03')).toEqual({
      'SKILL.md': plain?.['SKILL.md'],
      'references/roses.md': windows(plain?.['references/roses.md'] ?? ''),
    });
  });

  test.each([
    ['- [S03|should] Cut them.\n\nThat is all.\n', 'That is all.\n'],
    ['- [S03|should] Cut them.\n- And water them.\n', '- And water them.\n'],
    ['They like sun.\r\n\r\n- [S03|should] Cut them.\r\n', 'They like sun.\r\n'],
    ['They like sun.\n\n- [S03|should] Cut them.', 'They like sun.'],
  ])('leaves no blank lines behind: %j', (reference, left) => {
    const moved = moveRule({ 'SKILL.md': main, 'references/roses.md': reference }, 'S03');
    expect(moved?.['references/roses.md']).toBe(left);
    expect(moved?.['SKILL.md']).toContain('\n- [S03|should] Cut them.\n\nRead');
  });

  test('is not done where it stands there already, where there is none, and where there is no room', () => {
    const full: SkillFiles = {
      ...change('# Garden', `# Garden\n${'\nA line.\n'.repeat(244)}`),
      'references/roses.md': roses,
    };
    expect([moveRule(goodFiles, 'S01'), moveRule(goodFiles, 'S09'), moveRule(full, 'S03')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expectSound(full);
  });
});

describe('deleting a rule', () => {
  test('takes its lines out of a list', () => {
    const deleted = deleteRule(goodFiles, 'S01');
    expect(deleted).toEqual(change('- [S01|must] Water in the morning,\n  never at noon.\n', ''));
    expectSound(deleted);
  });

  test('takes one of the blank lines around a list that is gone', () => {
    const alone = deleteRule(deleteRule(goodFiles, 'S01') ?? {}, 'S02');
    expect(alone?.['SKILL.md']).toBe(
      `${head}# Garden\n\n1. \`dig_bed\`, then \`plant_seed\`.\n\nRead \`references/roses.md\` when there are roses.\n`,
    );
  });

  test('of a reference that then says nothing takes the file', () => {
    expect(deleteRule(goodFiles, 'S03')).toEqual({
      'SKILL.md': main.replace('\nRead `references/roses.md` when there are roses.\n', ''),
    });
  });

  test('is not done twice', () => {
    expect(deleteRule(deleteRule(goodFiles, 'S03') ?? {}, 'S03')).toBe(undefined);
  });
});

describe('putting a rule back', () => {
  test.each(['S01', 'S02'])('undoes that %s was deleted, to the byte', (ruleId) => {
    expect(restoreRule(deleteRule(goodFiles, ruleId) ?? {}, goodFiles, ruleId)).toEqual(goodFiles);
  });

  test('puts it into its reference, or into SKILL.md where that is gone', () => {
    const files = { 'SKILL.md': main, 'references/roses.md': roses };
    const without = { ...files, 'references/roses.md': '# Roses\n\nThey like sun.\n\nThat is all.\n' };
    expect(restoreRule(without, files, 'S03')).toEqual({
      'SKILL.md': main,
      'references/roses.md': `# Roses\n\nThey like sun.\n\nThat is all.\n\n- [S03|should] Cut them in spring,\n  not in autumn.\n`,
    });
    expect(restoreRule(deleteRule(goodFiles, 'S03') ?? {}, goodFiles, 'S03')).toEqual(
      moveRule(goodFiles, 'S03'),
    );
  });

  test('is not done where it is there, or was not', () => {
    expect([restoreRule(goodFiles, goodFiles, 'S01'), restoreRule(goodFiles, goodFiles, 'S09')]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

test('every rule of the Workbench can be taken out and put back as it was', async () => {
  const files = await readSkillFolder('skills/workbench');
  const { skill } = parseSkill(files);
  const others = (skill?.rules ?? []).filter(({ path }) => path === 'SKILL.md');
  const back = others.map(({ id }) => restoreRule(deleteRule(files, id) ?? {}, files, id));
  expect(back).toEqual(others.map(() => files));
  expect(others.length).toBeGreaterThan(10);
});
