import { expect, test } from 'vitest';
import type { SkillFiles } from '../format/skill-files.ts';
import { hashSkillFiles } from '../format/hash-skill-files.ts';
import { skillFiles } from '../testing/skill-fixture.ts';
import { withTwoStores } from '../testing/two-stores.ts';
import type { SkillStore } from './skill-store.ts';

let store: SkillStore;
let otherNode: SkillStore;
withTwoStores((opened) => ({ one: store, two: otherNode } = opened));

const skillName = 'kelp';
const one = skillFiles('Say one.');
const two = skillFiles('Say two.');
const three = skillFiles('Say three.');

/** What a start with this folder does. */
async function boot(files: SkillFiles) {
  const imported = await store.importFiles(skillName, files);
  return imported.status === 'imported' ? { moved: imported.moved, kept: imported.kept } : imported.status;
}

const toProduction = async (files: SkillFiles) => {
  const label = await store.findLabel(skillName, 'production');
  const move = { skillName, label: 'production', author: 'ann', why: 'I say so' } as const;
  return store.moveLabel({ ...move, to: hashSkillFiles(files), expected: label?.revision ?? 0 });
};

const inUse = async () => (await store.findLabel(skillName, 'production'))?.hash;
const moved = { moved: true, kept: false };
const kept = { moved: false, kept: true };

test('the first start puts the folder into use, the next one finds nothing new, a changed folder follows', async () => {
  expect([await boot(one), await boot(one), await boot(two)]).toEqual([moved, 'known', moved]);
  expect(await inUse()).toBe(hashSkillFiles(two));
  expect((await store.listVersions(skillName)).map(({ author, parent }) => ({ author, parent }))).toEqual([
    { author: 'repo', parent: hashSkillFiles(one) },
    { author: 'repo', parent: null },
  ]);
  expect((await store.listMoves(skillName)).map(({ kind, author }) => `${kind} by ${author}`)).toEqual([
    'import by repo',
    'import by repo',
  ]);
});

test('nodes that start at once import once', async () => {
  const results = await Promise.all(
    [store, otherNode, store, otherNode].map((node) => node.importFiles(skillName, one)),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['imported', 'known', 'known', 'known']);
  expect(await store.listVersions(skillName)).toHaveLength(1);
  expect(await store.listMoves(skillName)).toHaveLength(1);
});

test('an old process that starts once more during a rolling update takes nothing back', async () => {
  await boot(one);
  await boot(two);
  expect(await boot(one)).toBe('known');
  expect(await inUse()).toBe(hashSkillFiles(two));
});

test('what an admin published stays in use when the folder changes', async () => {
  await boot(one);
  await store.createVersion({ skillName, files: two, author: 'ann', note: '' });
  await toProduction(two);
  expect(await boot(three)).toEqual(kept);
  expect(await inUse()).toBe(hashSkillFiles(two));
  expect(await store.listVersions(skillName)).toHaveLength(3);
});

test('a version that an admin made and did not publish yet keeps the folder from passing it by', async () => {
  await boot(one);
  await store.createVersion({ skillName, files: two, author: 'ann', note: '' });
  expect(await boot(three)).toEqual(kept);
});

test('after a rollback by an admin the folder waits, too', async () => {
  await boot(one);
  await boot(two);
  await toProduction(one);
  expect(await boot(three)).toEqual(kept);
  expect(await inUse()).toBe(hashSkillFiles(one));
});

test('a published version that was written back to the folder is where the folder goes on from', async () => {
  await boot(one);
  await store.createVersion({ skillName, files: two, author: 'ann', note: '' });
  await toProduction(two);
  expect(await boot(two)).toEqual({ moved: false, kept: false });
  expect(await boot(three)).toEqual(moved);
  expect(await inUse()).toBe(hashSkillFiles(three));
});

test('a folder that was pushed before it was deployed is put into use by the start that finds it', async () => {
  await boot(one);
  await store.createVersion({ skillName, files: two, author: 'repo', note: 'pushed' });
  expect(await inUse()).toBe(hashSkillFiles(one));
  expect(await boot(two)).toEqual(moved);
});

test('a folder that can not be read changes nothing', async () => {
  await boot(one);
  expect(await boot({ 'SKILL.md': 'no front matter' })).toBe('refused');
  expect(await inUse()).toBe(hashSkillFiles(one));
});
