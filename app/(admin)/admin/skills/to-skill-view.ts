import type { FolderView, MoveView, VersionView } from '#components/admin/skills/skill-view.ts';
import type { SkillUseCount } from '#lib/db/skill-use-rows.ts';
import type { SkillLabelMoveRow, SkillLabelRow, SkillVersionSummary } from '#lib/db/skill-rows.ts';

type NameOf = (author: string) => string;

export function toVersionView(
  { hash, number, author, note, parent, createdAt }: SkillVersionSummary,
  nameOf: NameOf,
  counts: readonly SkillUseCount[],
): VersionView {
  const use = counts.find(({ version }) => hash.startsWith(version));
  const { answers = 0, sessions = 0, trials = 0 } = use ?? {};
  const uses = { answers, sessions, trials };
  return { hash, number, author: nameOf(author), note, parent, createdAt: createdAt.toISOString(), uses };
}

export function toMoveView({ author, at, ...move }: SkillLabelMoveRow, nameOf: NameOf): MoveView {
  return { ...move, author: nameOf(author), at: at.toISOString() };
}

/** What is worked on: staging where that is newer than production, else production; where nothing is labelled, the newest. */
export function toWorkingVersion(
  versions: readonly Pick<SkillVersionSummary, 'hash' | 'number'>[],
  labels: readonly Pick<SkillLabelRow, 'label' | 'hash'>[],
): { hash: string; number: number } | undefined {
  const labelled = labels.flatMap(({ hash }) => versions.filter((version) => version.hash === hash));
  const candidates = labelled.length > 0 ? labelled : versions;
  return candidates.toSorted((a, b) => b.number - a.number)[0];
}

/** Where the repository's folder is, beside production. */
export function toFolderView(
  folderHash: string | undefined,
  productionHash: string | undefined,
  versions: readonly Pick<SkillVersionSummary, 'hash' | 'number'>[],
): FolderView {
  if (folderHash === undefined) return { state: 'missing' };
  if (folderHash === productionHash) return { state: 'same' };
  const known = versions.find(({ hash }) => hash === folderHash);
  return known ? { state: 'other-version', number: known.number } : { state: 'unknown-text' };
}
