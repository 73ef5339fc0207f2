import { join } from 'node:path';
import type { SkillVersionSummary } from '#lib/db/skill-rows.ts';
import { hashSkillFiles } from '#lib/skills/format/hash-skill-files.ts';
import { readSkillFolder } from '#lib/skills/format/read-skill-folder.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';
import { pushSkill } from '../skills/push.ts';
import { BadInput } from './bad-input.ts';
import type { RunOptions } from './run-options.ts';

export type TriedVersion = Pick<SkillVersionSummary, 'hash' | 'number'> & {
  /** Labels that stand at it. */
  readonly labels: readonly string[];
};

/** The version that is to be tried. `folder` makes one of the folder first, unless there is one with that very text. */
export async function findTriedVersion(asked: {
  store: Pick<SkillStore, 'listVersions' | 'listLabels' | 'createVersion'>;
  skillName: string;
  version: RunOptions['version'];
  directory: string;
}): Promise<TriedVersion> {
  const { store, skillName, version, directory } = asked;
  if (version === 'folder') return findFolderVersion(store, skillName, directory);
  const name = version === 'production' ? version : version.named;
  const versions = await store.listVersions(skillName);
  const labels = await store.listLabels(skillName);
  const labelled = labels.find(({ label }) => label === name)?.hash;
  const found = versions.filter(({ hash, number }) =>
    labelled === undefined ? String(number) === name || isStartOf(name, hash) : hash === labelled,
  );
  const [first] = found;
  if (!first || found.length > 1) throw new BadInput(tellNone(skillName, name, versions, labels));
  return {
    ...first,
    labels: labels.filter(({ hash }) => hash === first.hash).map(({ label }) => label),
  };
}

/** Shorter ones are numbers. */
const isStartOf = (text: string, hash: string): boolean =>
  /^[0-9a-f]{6,64}$/.test(text) && hash.startsWith(text);

async function findFolderVersion(
  store: Pick<SkillStore, 'listVersions' | 'listLabels' | 'createVersion'>,
  skillName: string,
  directory: string,
): Promise<TriedVersion> {
  const note = 'Tried from the command line.';
  const pushed = await pushSkill({ store, name: skillName, directory, note });
  if (!pushed.ok) throw new BadInput(pushed.lines.join('\n'));
  const named = hashSkillFiles(await readSkillFolder(join(directory, skillName)));
  return findTriedVersion({ store, skillName, directory, version: { named } });
}

function tellNone(
  skillName: string,
  name: string,
  versions: readonly SkillVersionSummary[],
  labels: readonly { label: string; hash: string }[],
): string {
  const known = versions.slice(0, 10).map(({ number, hash }) => {
    const own = labels.filter((label) => label.hash === hash).map(({ label }) => `, ${label}`);
    return `${number} (${hash.slice(0, 12)}${own.join('')})`;
  });
  const there = known.length > 0 ? `There are: ${known.join('; ')}` : 'It has none: is there such a folder?';
  return `cannot run evals: ${skillName} has no version "${name}", or several. ${there}`;
}
