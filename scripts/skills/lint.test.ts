import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { validate } from 'skills-ref';
import { expect, onTestFinished, test, vi } from 'vitest';
import { findRules } from '#lib/demo-model/workbench/rules.ts';
import { MAIN_FILE } from '#lib/skills/format/skill-files.ts';
import { parseSkill } from '#lib/skills/format/parse-skill.ts';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import { lint, lintFolder } from './lint.ts';

const WORKBENCH = 'skills/workbench';
/** S01 to S20: the rules that the scenarios of the evals are about. */
const ids = Array.from({ length: 20 }, (_, index) => `S${String(index + 1).padStart(2, '0')}`);

async function writeSkill(files: Record<string, string>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'skill-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const folder = join(root, 'garden');
  await mkdir(join(folder, 'references'), { recursive: true });
  await mkdir(join(folder, 'evals', 'one'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  return folder;
}

test('the skill of the Workbench has nothing wrong with it', async () => {
  expect(await lintFolder(WORKBENCH)).toEqual([]);
});

test('the reference validator of the Agent Skills format takes it', async () => {
  expect(await validate(WORKBENCH)).toEqual([]);
});

test('it has every rule, and all that a task can fail by as musts in SKILL.md', async () => {
  const { skill } = parseSkill(await readSkillFolder(WORKBENCH), 'workbench');
  const rules = skill?.rules ?? [];
  const musts = rules.filter(({ level }) => level === 'must');
  expect(rules.map(({ id }) => id).toSorted()).toEqual(ids);
  expect(musts.map(({ id }) => id).toSorted()).toEqual(ids.filter((id) => id !== 'S13'));
  expect(musts.filter(({ path }) => path !== MAIN_FILE)).toEqual([]);
});

test('the demo model recognises the same rules, also in a file that reaches it as JSON', async () => {
  const files = await readSkillFolder(WORKBENCH);
  const { skill } = parseSkill(files, 'workbench');
  for (const path of Object.keys(files)) {
    const own = skill?.rules.filter((rule) => rule.path === path).map(({ id }) => id);
    expect(findRules(files[path] ?? '')).toEqual(own);
    expect(findRules(JSON.stringify({ content: files[path] }))).toEqual(own);
  }
});

test('prints path and line of each finding, and fails when one of them is an error', async () => {
  const folder = await writeSkill({
    'SKILL.md': '---\nname: garden\ndescription: Gardens.\n---\n- [S01|must] Dig (`read_doc earth`).\n',
    'evals/one/scenario.json': JSON.stringify({ checks: [{ rules: ['S01', 'S02'] }] }),
  });
  const print = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(await lint([folder])).toBe(1);
  expect(print.mock.calls.map(([line]) => String(line).replace(/^.*garden/, 'garden'))).toEqual([
    'garden/SKILL.md:1 warning check-without-rule: has no rule S02, which checks of the evals ask for',
    'garden/SKILL.md:5 error doc-missing: sends to the page earth: there is none',
    'garden: 1 errors, 1 warnings',
  ]);
});

test('warnings alone do not fail', async () => {
  const folder = await writeSkill({
    'SKILL.md': '---\nname: garden\ndescription: Gardens.\n---\n- [S01|must] Dig.\n',
  });
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  expect(await lint([folder])).toBe(0);
});

test('a file of many megabytes is refused unread; what is no file, or somewhere else, is left out', async () => {
  const folder = await writeSkill({
    'SKILL.md': '---\nname: garden\ndescription: Gardens.\n---\nDig.\n',
    'references/huge.md': 'x'.repeat(2_000_000),
  });
  await mkdir(join(folder, 'references', 'folder.md'));
  await symlink(join(folder, 'SKILL.md'), join(folder, 'references', 'link.md'));
  const files = await readSkillFolder(folder);
  expect(Object.keys(files)).toEqual(['SKILL.md', 'references/huge.md']);
  expect(parseSkill(files).findings.map(({ path, code }) => [path, code])).toEqual([
    ['references/huge.md', 'too-large'],
  ]);
});
