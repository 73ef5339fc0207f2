import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import type { SkillFiles } from './format/skill-files.ts';
import { hashSkillFiles } from './format/hash-skill-files.ts';
import { about as surroundings } from './format/testing/skill-fixture.ts';
import { openSkills } from './open-skills.ts';
import { skillFiles } from './testing/skill-fixture.ts';
import { SkillStore } from './versions/skill-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function writeSkill(directory: string, name: string, files: SkillFiles): void {
  rmSync(join(directory, name), { recursive: true, force: true });
  for (const [path, text] of Object.entries(files)) {
    const file = join(directory, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** A start with these skills in the folder: what it said, and what a run would follow. */
async function start(
  directory: string,
  config: { skill: string; workbench?: 'on' | 'off'; role?: 'all' | 'worker' } = { skill: 'kelp' },
) {
  const lines: [string, object, string][] = [];
  const say = (level: string) => (about: object, text: string) => void lines.push([level, about, text]);
  const logger = { info: say('info'), warn: say('warn'), error: say('error') };
  const { prisma: db } = database;
  const skills = await openSkills({
    db,
    config: { workbench: 'on', role: 'all', ...config },
    logger,
    describeSurroundings: () => surroundings,
    directory,
  });
  const chosen = await skills.choose();
  return { lines, chosen, loaded: chosen && (await skills.load(chosen)) };
}

const refOf = (files: SkillFiles, name = 'kelp') => ({ name, version: hashSkillFiles(files).slice(0, 12) });

test('a start takes the folder over, and runs follow it by the beginning of its hash', async () => {
  const directory = createTemporaryDirectory();
  const files = skillFiles('Say one.', { references: { 'depth.md': 'Nine metres.' } });
  writeSkill(directory, 'kelp', files);
  writeFileSync(join(directory, 'kelp', 'notes.txt'), 'no part of it');
  const { lines, chosen, loaded } = await start(directory);
  expect(chosen).toEqual(refOf(files));
  expect(loaded).toMatchObject({
    body: expect.stringContaining('Say one.'),
    references: [{ name: 'references/depth.md', content: 'Nine metres.' }],
  });
  const text = 'a new version of a skill came with the repository: it is in use';
  expect(lines).toEqual([['info', { skill: 'kelp', version: 1 }, text]]);
  expect(await start(directory)).toEqual({ lines: [], chosen, loaded });
});

test('a folder that changed after an admin published does not go over it, and a line says so', async () => {
  const directory = createTemporaryDirectory();
  const [repo, admin, later] = ['repo', 'admin', 'later'].map((word) =>
    skillFiles(`Say ${word}.`, { name: 'dulse' }),
  );
  if (!repo || !admin || !later) throw new Error('three texts');
  writeSkill(directory, 'dulse', repo);
  await start(directory, { skill: 'dulse' });
  const store = new SkillStore({ db: database.prisma });
  await store.createVersion({ skillName: 'dulse', files: admin, author: 'ann', note: '' });
  const to = hashSkillFiles(admin);
  await store.moveLabel({ skillName: 'dulse', label: 'production', expected: 1, to, author: 'ann', why: '' });
  writeSkill(directory, 'dulse', later);
  const { lines, chosen } = await start(directory, { skill: 'dulse' });
  const text = 'a new version of a skill came with the repository: production stays where it was put here';
  expect([chosen, lines]).toEqual([refOf(admin, 'dulse'), [['warn', { skill: 'dulse', version: 3 }, text]]]);
});

test('[X66] a folder that can not be read keeps nobody from starting, and what was in use stays', async () => {
  const directory = createTemporaryDirectory();
  const name = 'nori';
  const files = skillFiles('Say one.', { name });
  writeSkill(directory, name, files);
  await start(directory, { skill: name });
  writeSkill(directory, name, { 'SKILL.md': `${files['SKILL.md']}\n\n{{process.env.HOME}}\n` });
  const { lines, chosen } = await start(directory, { skill: name });
  expect(chosen).toEqual(refOf(files, name));
  expect(lines).toEqual([
    [
      'error',
      { skill: name, findings: [expect.stringMatching(/^SKILL\.md:\d+ looks like a template/)] },
      'a skill of the repository can not be read',
    ],
  ]);
});

test('none follows nothing, and the skill of the Workbench nothing where the Workbench is off', async () => {
  const directory = createTemporaryDirectory();
  const files = skillFiles('Say one.', { name: 'workbench' });
  writeSkill(directory, 'workbench', files);
  const on = await start(directory, { skill: 'workbench' });
  const off = await start(directory, { skill: 'workbench', workbench: 'off' });
  const none = await start(directory, { skill: 'none' });
  expect([on.chosen, off, none]).toEqual([
    refOf(files, 'workbench'),
    { lines: [], chosen: undefined, loaded: undefined },
    { lines: [], chosen: undefined, loaded: undefined },
  ]);
});

test('a node that only works takes nothing over: it may be there just to try a version', async () => {
  const directory = createTemporaryDirectory();
  const [first, second] = ['one', 'two'].map((word) => skillFiles(`Say ${word}.`, { name: 'arame' }));
  if (!first || !second) throw new Error('two texts');
  writeSkill(directory, 'arame', first);
  await start(directory, { skill: 'arame' });
  writeSkill(directory, 'arame', second);
  const { lines, chosen } = await start(directory, { skill: 'arame', role: 'worker' });
  expect([chosen, lines]).toEqual([refOf(first, 'arame'), []]);
});

test('a skill that there is not is said once, at the start', async () => {
  const { lines, chosen } = await start(createTemporaryDirectory(), { skill: 'wakame' });
  const text = 'answers follow no skill: HOLDFAST_SKILL has no version in production';
  expect([chosen, lines]).toEqual([undefined, [['warn', { skill: 'wakame' }, text]]]);
});
