import {
  makeAndHoldSkill,
  selectSkillLabels,
  selectSkillVersions,
  setRepoHash,
  type SkillVersionRow as SkillVersion,
  type SkillVersionSummary,
} from '#lib/db/skill-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { SkillFiles } from '../format/skill-files.ts';
import { addVersion } from './add-version.ts';
import { checkFiles, type RefusedFiles } from './check-files.ts';
import { moveLabel } from './move-label.ts';

/** Author of what came with the repository. */
export const REPO_AUTHOR = 'repo';

export type Imported =
  | {
      readonly status: 'imported';
      readonly version: SkillVersion;
      /** Production is at this version now. */
      readonly moved: boolean;
      /** Production stays where somebody here put it. */
      readonly kept: boolean;
    }
  /** Nothing new: the folder holds what was found there before, or what came before that. */
  | { readonly status: 'known' }
  | RefusedFiles;

/**
 * A folder that holds something newer than it did at the last import is a version, and is put into use when what is in use is
 * what the folder held then, and nobody made another version since. An old process that starts once more during a
 * rolling update finds its folder older, and changes nothing. Of several nodes at once the first one imports: the others
 * wait for the skill's row and find it done.
 */
export async function importFiles(tx: Transaction, skillName: string, files: SkillFiles): Promise<Imported> {
  const checked = checkFiles(skillName, files);
  if (checked.status === 'refused') return checked;
  const { hash } = checked.skill;
  const { repoHash } = await makeAndHoldSkill(tx, skillName);
  const before = await selectSkillVersions(tx, skillName);
  const numberOf = (known: string | null) => before.find((row) => row.hash === known)?.number;
  const found = numberOf(hash);
  if (found !== undefined && found <= (numberOf(repoHash) ?? 0)) return { status: 'known' };
  const note = 'Found in the folder of the repository.';
  const added = { skillName, hash, files, author: REPO_AUTHOR, note, parent: repoHash };
  const { version } = await addVersion(tx, added);
  await setRepoHash(tx, skillName, hash);
  const labels = await selectSkillLabels(tx, skillName);
  const production = labels.find(({ label }) => label === 'production');
  if (production?.hash === hash) return { status: 'imported', version, moved: false, kept: false };
  if (production && (production.hash !== repoHash || wasEdited(before, production.hash, hash)))
    return { status: 'imported', version, moved: false, kept: true };
  await moveLabel(tx, {
    skillName,
    label: 'production',
    expected: production?.revision ?? 0,
    author: REPO_AUTHOR,
    why: note,
    to: hash,
    kind: 'import',
  });
  return { status: 'imported', version, moved: true, kept: false };
}

/** Somebody made a version after the one in use, other than the one that was found now. */
function wasEdited(versions: readonly SkillVersionSummary[], inUse: string, found: string): boolean {
  const from = versions.find(({ hash }) => hash === inUse)?.number ?? 0;
  return versions.some(({ author, number, hash }) => {
    return author !== REPO_AUTHOR && number > from && hash !== found;
  });
}
