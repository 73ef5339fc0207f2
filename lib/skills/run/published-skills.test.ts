import { expect, test } from 'vitest';
import { skillFiles } from '../testing/skill-fixture.ts';
import type { SkillStore } from '../versions/skill-store.ts';
import { PublishedSkills } from './published-skills.ts';

type Store = Pick<SkillStore, 'findLabel' | 'findVersion'>;

/** A store in which every version is there, but for those that are said to be gone. */
function createStore(gone = new Set<string>()) {
  const reads: string[] = [];
  const store: Store = {
    findLabel: async (skillName, label) => ({ skillName, label, hash: 'abcdef0123456789', revision: 1 }),
    async findVersion(skillName, hash) {
      reads.push(hash);
      if (gone.has(hash)) return undefined;
      const files = skillFiles(`Say ${hash}.`, { name: skillName });
      return {
        skillName,
        hash,
        number: 1,
        files,
        author: 'ann',
        note: '',
        parent: null,
        createdAt: new Date(0),
      };
    },
  };
  return { store, reads, gone };
}

const name = 'kelp';

test('a run is told of the version in production by the first 12 characters of its hash', async () => {
  const { store } = createStore();
  expect([
    await new PublishedSkills({ store, skillName: name }).choose(),
    await new PublishedSkills({ store, skillName: undefined }).choose(),
  ]).toEqual([{ name, version: 'abcdef012345' }, undefined]);
});

test('a version is read once, also when no new run follows a skill', async () => {
  const { store, reads } = createStore();
  const skills = new PublishedSkills({ store, skillName: undefined });
  const loaded = [await skills.load({ name, version: 'v1' }), await skills.load({ name, version: 'v1' })];
  expect(loaded.map((skill) => skill?.body.includes('Say v1.'))).toEqual([true, true]);
  await skills.load({ name: 'dulse', version: 'v1' });
  expect(reads).toEqual(['v1', 'v1']);
});

test('that a version is missing is not remembered: a restored database has it again', async () => {
  const { store, gone } = createStore(new Set(['v1']));
  const skills = new PublishedSkills({ store, skillName: name });
  const before = await skills.load({ name, version: 'v1' });
  gone.clear();
  const after = await skills.load({ name, version: 'v1' });
  expect([before, after?.references]).toEqual([undefined, []]);
});

test('as many versions are kept as runs use, and no more for ever', async () => {
  const { store, reads } = createStore();
  const skills = new PublishedSkills({ store, skillName: name });
  for (let n = 0; n < 40; n++) {
    await skills.load({ name, version: `v${n}` });
    await skills.load({ name, version: 'used' });
  }
  expect(reads.filter((hash) => hash === 'used')).toHaveLength(1);
  await skills.load({ name, version: 'v0' });
  expect(reads.filter((hash) => hash === 'v0')).toHaveLength(2);
});
