import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTemporaryDirectory } from '#lib/config/testing/temporary-directory.ts';
import { hashSkillFiles } from '#lib/skills/format/hash-skill-files.ts';
import { skillFiles } from '#lib/skills/testing/skill-fixture.ts';
import { BadInput } from './bad-input.ts';
import type { RunOptions } from './run-options.ts';
import { findTriedVersion } from './run-version.ts';

type Store = Parameters<typeof findTriedVersion>[0]['store'];
type Version = Awaited<ReturnType<Store['listVersions']>>[number];
type Label = Awaited<ReturnType<Store['listLabels']>>[number];

const skillName = 'kelp';
const toVersion = (number: number, hash: string): Version => ({
  skillName,
  number,
  hash,
  author: 'ann',
  note: '',
  parent: null,
  createdAt: new Date(0),
});
const toLabel = (label: Label['label'], hash: string): Label => ({ skillName, label, hash, revision: 1 });

const [first, second] = ['abcdef01'.repeat(8), 'abcdef99'.repeat(8)];
const versions = [toVersion(2, second), toVersion(1, first)];
const labels = [toLabel('production', first), toLabel('staging', second)];

function find(version: RunOptions['version'], directory = '', known = versions) {
  const store: Store = {
    listVersions: () => Promise.resolve(known),
    listLabels: () => Promise.resolve(labels),
    createVersion({ files, ...rest }) {
      const made = { ...toVersion(known.length + 1, hashSkillFiles(files)), ...rest, files, parent: null };
      known.unshift(made);
      return Promise.resolve({ status: 'added', version: made });
    },
  };
  return findTriedVersion({ store, skillName, version, directory });
}

test('a version is what is in production, or named by number, label, hash or the beginning of it', async () => {
  const one = expect.objectContaining({ hash: first, number: 1, labels: ['production'] });
  const two = expect.objectContaining({ hash: second, number: 2, labels: ['staging'] });
  const named = ['1', first, 'abcdef01abcd', 'staging', '2'].map((name) => find({ named: name }));
  expect(await find('production')).toEqual(one);
  expect(await Promise.all(named)).toEqual([one, one, one, two, two]);
});

test.each(['3', 'draft', 'abcdef', 'abc', 'ffffffff'])('%s is no version, or two', async (name) => {
  const finding = find({ named: name });
  await expect(finding).rejects.toThrow(BadInput);
  await expect(finding).rejects.toThrow(
    `no version "${name}", or several. There are: 2 (abcdef99abcd, staging); 1 (abcdef01abcd, production)`,
  );
});

test('the folder becomes a version, and what is wrong in it is told instead', async () => {
  const directory = createTemporaryDirectory();
  const text = skillFiles()['SKILL.md']?.replace(/- \[S01.*\n/, 'Say it.\n') ?? '';
  mkdirSync(join(directory, skillName));
  writeFileSync(join(directory, skillName, 'SKILL.md'), text);
  const found = await find('folder', directory, [...versions]);
  expect(found).toMatchObject({ number: 3, hash: hashSkillFiles({ 'SKILL.md': text }), labels: [] });
  writeFileSync(join(directory, skillName, 'SKILL.md'), 'no front matter');
  await expect(find('folder', directory)).rejects.toThrow('nothing was pushed');
});
