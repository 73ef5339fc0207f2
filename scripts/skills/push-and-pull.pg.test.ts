import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/test-database.ts';
import { hashSkillFiles } from '#lib/skills/format/hash-skill-files.ts';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import type { SkillFiles } from '#lib/skills/format/skill-files.ts';
import { skillFiles } from '#lib/skills/testing/skill-fixture.ts';
import { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { writeSkillFolder } from '#lib/skills/versions/write-skill-folder.ts';
import { describeSkill } from './list.ts';
import { pullSkill } from './pull.ts';
import { pushSkill } from './push.ts';

let database: TestDatabase;
let store: SkillStore;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  store = new SkillStore({ db: database.prisma });
});
afterAll(() => database.drop());
beforeEach(async () => {
  directory = createTemporaryDirectory();
  await database.prisma.$executeRawUnsafe(
    'TRUNCATE skill, skill_version, skill_label, skill_label_move, skill_draft',
  );
});

const name = 'kelp';
const old = skillFiles('Say old.', { references: { 'depth.md': 'Nine metres.', 'tide.md': 'Low.' } });
const published = skillFiles('Say new.', { references: { 'depth.md': 'Ten metres.' } });

const write = (files: SkillFiles) => writeSkillFolder(join(directory, name), files);
const read = () => readSkillFolder(join(directory, name));
const pull = (force = false) => pullSkill({ store, name, directory, force });
const shortOf = (files: SkillFiles) => hashSkillFiles(files).slice(0, 12);

async function putInProduction(files: SkillFiles) {
  await store.createVersion({ skillName: name, files, author: 'ann', note: 'from the admin page' });
  const label = await store.findLabel(name, 'production');
  const move = { skillName: name, label: 'production', author: 'ann', why: '' } as const;
  await store.moveLabel({ ...move, to: hashSkillFiles(files), expected: label?.revision ?? 0 });
}

test('what was published is written to the folder whole; files that it does not have go, evals stay', async () => {
  await write(old);
  await store.importFiles(name, old);
  mkdirSync(join(directory, name, 'evals'));
  writeFileSync(join(directory, name, 'evals', 'a.json'), '{}');
  await putInProduction(published);
  const { ok, line } = await pull();
  expect([ok, line]).toEqual([
    true,
    expect.stringMatching(new RegExp(`version 2 \\(${shortOf(published)}\\) now$`)),
  ]);
  expect(await read()).toEqual(published);
  expect(readFileSync(join(directory, name, 'evals', 'a.json'), 'utf8')).toBe('{}');
  expect((await pull()).line).toMatch(/already$/);
});

test('a folder that is not there yet is made', async () => {
  await putInProduction(published);
  expect([(await pull()).ok, await read()]).toEqual([true, published]);
});

test('text that no version holds is not written over, unless it is said', async () => {
  await putInProduction(published);
  const mine = skillFiles('Say mine.');
  await write(mine);
  const refused = await pull();
  expect([refused.ok, refused.line, await read()]).toEqual([
    false,
    expect.stringContaining('has changes that no version holds'),
    mine,
  ]);
  expect([(await pull(true)).ok, await read()]).toEqual([true, published]);
});

test('a link in the folder is replaced, and what it points to is not written to', async () => {
  await putInProduction(published);
  const outside = join(createTemporaryDirectory(), 'outside.md');
  writeFileSync(outside, 'untouched');
  await write(published);
  rmSync(join(directory, name, 'SKILL.md'));
  symlinkSync(outside, join(directory, name, 'SKILL.md'));
  await pull(true);
  expect([readFileSync(outside, 'utf8'), await read()]).toEqual(['untouched', published]);
});

test('a skill that nothing is published of can not be pulled', async () => {
  expect(await pull()).toEqual({ ok: false, line: 'kelp: no version is in production' });
});

test('a folder is pushed once, and moves no label', async () => {
  const clean = { 'SKILL.md': skillFiles()['SKILL.md']?.replace(/- \[S01.*\n/, 'Say new.\n') ?? '' };
  await write(clean);
  const push = () => pushSkill({ store, name, directory, note: 'a note' });
  expect([await push(), await push()]).toEqual([
    { ok: true, lines: [`kelp: version 1 (${shortOf(clean)}) is new`] },
    { ok: true, lines: [`kelp: version 1 (${shortOf(clean)}) was there already`] },
  ]);
  expect(await store.listLabels(name)).toEqual([]);
});

test('[X66] what the linter calls an error is not pushed, and is told with its line', async () => {
  await write({ 'SKILL.md': `${published['SKILL.md']}\n{{process.env.HOME}}\n` });
  const { ok, lines } = await pushSkill({ store, name, directory, note: '' });
  expect([ok, lines.at(-1)]).toEqual([false, 'kelp: nothing was pushed']);
  expect(lines[0]).toMatch(/SKILL\.md:\d+ /);
  expect(await store.listSkills()).toEqual([]);
  const outside = await pushSkill({ store, name: '../kelp', directory, note: '' });
  expect(outside).toEqual({ ok: false, lines: ['../kelp: there is no such folder'] });
});

test('the list has the newest version first, its labels, and a draft', async () => {
  await store.importFiles(name, old);
  await putInProduction(published);
  await store.saveDraft({
    skillName: name,
    files: old,
    base: hashSkillFiles(published),
    author: 'ben',
    expectedRevision: 0,
  });
  const at = expect.stringMatching(/\d{4}-\d\d-\d\d \d\d:\d\d/);
  const lines = await describeSkill(store, name);
  expect(lines).toEqual([name, at, at, at]);
  expect(lines.map((line) => line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'then'))).toEqual([
    'kelp',
    '  a draft by ben, saved then',
    `  2  ${shortOf(published)}  then  ann  [production]  from the admin page`,
    `  1  ${shortOf(old)}  then  repo  Found in the folder of the repository.`,
  ]);
});
