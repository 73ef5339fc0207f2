import { expect, test } from 'vitest';
import { hashSkillFiles } from '../format/hash-skill-files.ts';
import { skillFiles } from '../testing/skill-fixture.ts';
import { withTwoStores } from '../testing/two-stores.ts';
import type { SkillStore } from './skill-store.ts';

let ann: SkillStore;
let ben: SkillStore;
withTwoStores((opened) => ({ one: ann, two: ben } = opened));

const skillName = 'kelp';
const mine = skillFiles('Say mine.');
const yours = skillFiles('Say yours.');

const byAnn = { skillName, files: mine, base: null, author: 'ann' };
const byBen = { skillName, files: yours, base: null, author: 'ben' };

const publish = {
  skillName,
  label: 'production',
  author: 'ann',
  why: 'it is better',
  note: 'says mine',
  expected: 0,
  expectedDraft: 1,
} as const;

test('[X67] of two admins who save at once one is shown the text of the other, and nothing is lost', async () => {
  for (let expectedRevision = 0; expectedRevision < 5; expectedRevision++) {
    const saved = await Promise.all([
      ann.saveDraft({ ...byAnn, expectedRevision }),
      ben.saveDraft({ ...byBen, expectedRevision }),
    ]);
    const current = await ann.findDraft(skillName);
    const revision = expectedRevision + 1;
    const text = current?.author === 'ann' ? byAnn : byBen;
    expect(current).toEqual({ ...text, revision, savedAt: expect.any(Date) });
    const winner = { status: 'saved', draft: current };
    const loser = { status: 'draft-conflict', current };
    expect(saved).toEqual(current?.author === 'ann' ? [winner, loser] : [loser, winner]);
  }
});

test('a draft that was taken away and begun anew is never mistaken for the one that was seen', async () => {
  await ann.saveDraft({ ...byAnn, expectedRevision: 0 });
  expect(await ben.discardDraft({ skillName, expectedRevision: 1 })).toEqual({ status: 'discarded' });
  await ben.saveDraft({ ...byBen, expectedRevision: 0 });
  const current = await ben.findDraft(skillName);
  expect(current?.revision).toBe(2);
  const conflict = { status: 'draft-conflict', current };
  expect(await ann.saveDraft({ ...byAnn, expectedRevision: 1 })).toEqual(conflict);
  expect(await ann.discardDraft({ skillName, expectedRevision: 1 })).toEqual(conflict);
  expect(await ann.publishDraft(publish)).toEqual(conflict);
});

test('a published draft is a version with its parent, in use, and no draft any more', async () => {
  const base = hashSkillFiles(yours);
  await ann.saveDraft({ ...byAnn, base, expectedRevision: 0 });
  const published = await ann.publishDraft(publish);
  const version = {
    skillName,
    hash: hashSkillFiles(mine),
    number: 1,
    files: mine,
    author: 'ann',
    note: 'says mine',
    parent: base,
    createdAt: expect.any(Date),
  };
  expect(published).toEqual({ status: 'published', version, labelRevision: 1 });
  expect(await ann.findDraft(skillName)).toBeUndefined();
  expect(await ann.findLabel(skillName, 'production')).toMatchObject({ hash: version.hash });
});

test('[X67] a label that somebody moved in between keeps a draft from being published: it stays, and no version is made', async () => {
  const created = await ben.createVersion({ skillName, files: yours, author: 'ben', note: '' });
  if (created.status === 'refused') throw new Error('refused');
  const to = created.version.hash;
  const move = { skillName, label: 'production', author: 'ben', why: 'first', expected: 0, to } as const;
  await ben.moveLabel(move);
  await ann.saveDraft({ ...byAnn, expectedRevision: 0 });
  const published = await ann.publishDraft(publish);
  expect(published).toMatchObject({ status: 'conflict', current: { hash: to, revision: 1 } });
  expect((await ann.listVersions(skillName)).map(({ hash }) => hash)).toEqual([to]);
  expect(await ann.findDraft(skillName)).toMatchObject({ revision: 1 });
});

test('two admins publish one draft at once: one version, one move', async () => {
  await ann.saveDraft({ ...byAnn, expectedRevision: 0 });
  const results = await Promise.all([ann.publishDraft(publish), ben.publishDraft(publish)]);
  expect(results.map(({ status }) => status).toSorted()).toEqual(['draft-conflict', 'published']);
  expect(await ann.listMoves(skillName)).toHaveLength(1);
});

test('a draft may be unreadable as a skill, but is not published so', async () => {
  const files = { 'SKILL.md': 'half a tho' };
  const saved = await ann.saveDraft({ ...byAnn, files, expectedRevision: 0 });
  expect(saved.status).toBe('saved');
  expect(await ann.publishDraft(publish)).toMatchObject({ status: 'refused' });
  expect(await ann.listVersions(skillName)).toEqual([]);
});

test.each([
  ['no main file', { 'references/a.md': 'x' }, 'SKILL.md is missing'],
  ['a NUL', { 'SKILL.md': 'a\0b' }, 'SKILL.md has characters that are no text'],
  ['half a character', { 'SKILL.md': 'a\ud800b' }, 'SKILL.md has characters that are no text'],
  ['2 MB', { 'SKILL.md': 'x'.repeat(2_000_000) }, 'SKILL.md has more than 100000 characters'],
  [
    'a way out',
    { 'SKILL.md': 'x', 'references/../../a.md': 'x' },
    'references/../../a.md is no file of a skill',
  ],
])('[X66] a draft with %s is refused before it reaches the database', async (_, files, why) => {
  expect(await ann.saveDraft({ ...byAnn, files, expectedRevision: 0 })).toEqual({ status: 'refused', why });
  expect(await ann.listSkills()).toEqual([]);
});
