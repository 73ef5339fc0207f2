import { expect, test } from 'vitest';
import type { TestDatabase } from '#lib/db/testing/test-database.ts';
import { hashSkillFiles } from '../format/hash-skill-files.ts';
import { skillFiles } from '../testing/skill-fixture.ts';
import { withTwoStores } from '../testing/two-stores.ts';
import type { SkillStore } from './skill-store.ts';

let database: TestDatabase;
/** Two admins, each on a node with connections of its own. */
let ann: SkillStore;
let ben: SkillStore;
withTwoStores((opened) => ({ database, one: ann, two: ben } = opened));

const skillName = 'kelp';
const one = skillFiles('Say one.');
const two = skillFiles('Say two.');
const three = skillFiles('Say three.');

async function add(files: typeof one, author = 'ann') {
  const created = await ann.createVersion({ skillName, files, author, note: 'a note' });
  if (created.status === 'refused') throw new Error(JSON.stringify(created.findings));
  return created.version;
}

const production = { skillName, label: 'production', author: 'ann', why: 'it is better' } as const;

async function put(hash: string, expected: number) {
  const moved = await ann.moveLabel({ ...production, to: hash, expected });
  if (moved.status !== 'moved') throw new Error(moved.status);
  return moved.label.revision;
}

const inUse = async () => (await ann.findLabel(skillName, 'production'))?.hash;

test('a version is its text: the same again is the one that is there, with whatever line ends', async () => {
  const first = await ann.createVersion({ skillName, files: one, author: 'ann', note: 'first' });
  const windows = Object.fromEntries(
    Object.entries(one).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')]),
  );
  const again = await ben.createVersion({ skillName, files: windows, author: 'ben', note: 'mine' });
  expect(first).toEqual({
    status: 'added',
    version: {
      skillName,
      hash: hashSkillFiles(one),
      number: 1,
      files: one,
      author: 'ann',
      note: 'first',
      parent: null,
      createdAt: expect.any(Date),
    },
  });
  expect(again).toEqual({ ...first, status: 'exists' });
  const found = await ann.findVersion(skillName, hashSkillFiles(one).slice(0, 12));
  expect({ status: 'added', version: found }).toEqual(first);
});

test('versions that two nodes make at once are numbered without a gap, and one text is one version', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => skillFiles(`Say ${index}.`));
  const created = await Promise.all(
    texts.flatMap((files) =>
      [ann, ben].map((store) => store.createVersion({ skillName, files, author: 'ann', note: '' })),
    ),
  );
  expect(created.filter(({ status }) => status === 'added')).toHaveLength(8);
  const numbers = (await ben.listVersions(skillName)).map(({ number }) => number);
  expect(numbers).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
});

test('[X66] what can not be read, or is of another skill, is refused and leaves nothing behind', async () => {
  const broken = { 'SKILL.md': '---\nname: kelp\n---\n{{process.env}}' };
  const refused = await ann.createVersion({ skillName, files: broken, author: 'ann', note: '' });
  const other = await ann.createVersion({ skillName: 'dulse', files: one, author: 'ann', note: '' });
  expect([refused, other]).toEqual([
    { status: 'refused', findings: expect.arrayContaining([expect.objectContaining({ code: 'template' })]) },
    { status: 'refused', findings: [expect.objectContaining({ path: 'SKILL.md', line: 2 })] },
  ]);
  expect(await ann.listSkills()).toEqual([]);
});

test('the database refuses to change a version or a move', async () => {
  const { hash } = await add(one);
  await put(hash, 0);
  const { prisma } = database;
  const changes = [
    () => prisma.skillVersion.updateMany({ data: { note: 'other' } }),
    () => prisma.skillVersion.deleteMany(),
    () => prisma.skillLabelMove.updateMany({ data: { why: 'other' } }),
    () => prisma.skillLabelMove.deleteMany(),
  ];
  for (const change of changes)
    await expect(change()).rejects.toThrow('its rows are kept as they were written');
});

test('[X67] of two admins who move a label at once one is told what the other did', async () => {
  const [first, second, third] = [await add(one), await add(two), await add(three)];
  await put(first.hash, 0);
  const moved = await Promise.all([
    ann.moveLabel({ ...production, to: second.hash, expected: 1 }),
    ben.moveLabel({ ...production, to: third.hash, expected: 1, author: 'ben', why: 'mine is' }),
  ]);
  const winner = moved.find(({ status }) => status === 'moved');
  const hash = await inUse();
  const label = { skillName, label: 'production', hash, revision: 2 };
  const wasAnn = hash === second.hash;
  expect(winner).toEqual({ status: 'moved', label });
  expect(moved.find((result) => result !== winner)).toEqual({
    status: 'conflict',
    current: label,
    move: {
      label: 'production',
      revision: 2,
      kind: 'move',
      fromHash: first.hash,
      toHash: hash,
      author: wasAnn ? 'ann' : 'ben',
      why: wasAnn ? 'it is better' : 'mine is',
      at: expect.any(Date),
    },
  });
  expect((await ann.listMoves(skillName)).map(({ toHash }) => toHash)).toEqual([hash, first.hash]);
});

test('a label that was moved away and back is not where it was seen', async () => {
  const [first, second] = [await add(one), await add(two)];
  await put(first.hash, 0);
  await put(second.hash, 1);
  await put(first.hash, 2);
  const late = await ben.moveLabel({ ...production, to: second.hash, expected: 1 });
  expect(late).toMatchObject({ status: 'conflict', current: { hash: first.hash, revision: 3 } });
});

test('a label goes to versions that there are, of its own skill', async () => {
  await add(one);
  await ann.createVersion({
    skillName: 'dulse',
    files: skillFiles('x', { name: 'dulse' }),
    author: 'a',
    note: '',
  });
  const [dulse] = await ann.listVersions('dulse');
  const none = { ...production, expected: 0 };
  expect(await ann.moveLabel({ ...none, to: dulse?.hash ?? '' })).toEqual({ status: 'no-version' });
  expect(await ann.moveLabel({ ...none, to: 'f'.repeat(64) })).toEqual({ status: 'no-version' });
  expect(await ann.moveLabel({ ...none, to: '%' })).toEqual({ status: 'no-version' });
  expect(await inUse()).toBeUndefined();
});

test('a rollback goes to what was in use before, and the next one further back', async () => {
  const [first, second, third] = [await add(one), await add(two), await add(three)];
  await put(first.hash, 0);
  await put(second.hash, 1);
  await put(third.hash, 2);
  await put(third.hash, 3);
  const path = [];
  for (let expected = 4; expected < 7; expected++) {
    const { status } = await ben.rollback({ ...production, expected });
    path.push([status, await inUse()]);
  }
  expect(path).toEqual([
    ['moved', second.hash],
    ['moved', first.hash],
    ['no-version', first.hash],
  ]);
  const [newest] = await ann.listMoves(skillName);
  expect(newest).toMatchObject({ kind: 'rollback', fromHash: second.hash, toHash: first.hash, revision: 6 });
});

test('[X67] two admins roll back at once: production goes one version back, not two', async () => {
  const hashes = [await add(one), await add(two), await add(three)].map(({ hash }) => hash);
  for (const [index, hash] of hashes.entries()) await put(hash, index);
  const back = { ...production, expected: 3 };
  const results = await Promise.all([ann.rollback(back), ben.rollback(back)]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['conflict', 'moved']);
  expect(await inUse()).toBe(hashes[1]);
});
