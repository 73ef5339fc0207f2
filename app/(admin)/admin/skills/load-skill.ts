import type { SavedText, SkillView } from '#components/admin/skills/skill-view.ts';
import { config } from '#lib/config/config.ts';
import { requireSkills, type SharedSkills } from '#lib/skills/shared-skills.ts';
import { hashSkillFiles } from '#lib/skills/format/hash-skill-files.ts';
import { skillLimits } from '#lib/skills/format/skill-limits.ts';
import { REPO_AUTHOR } from '#lib/skills/versions/import-files.ts';
import { findRollback } from '#lib/skills/versions/move-label.ts';
import { nameSchema } from './action-input.ts';
import { toFolderView, toMoveView, toVersionView, toWorkingVersion } from './to-skill-view.ts';

/** All that the page of a skill shows. Undefined when there is no such skill. */
export async function loadSkill(name: string): Promise<SkillView | undefined> {
  if (!nameSchema.safeParse(name).success) return undefined;
  const { store, reads } = requireSkills();
  const [versions, labels, moves, usage, folder, text] = await Promise.all([
    store.listVersions(name),
    store.listLabels(name),
    store.listMoves(name),
    reads.usage(name),
    reads.readFolder(name),
    loadText(name),
  ]);
  if (!text) return undefined;
  const nameOf = await loadNames([...versions, ...moves].map(({ author }) => author));
  const find = (label: string) => labels.find((row) => row.label === label);
  const production = find('production');
  const ofProduction = moves.filter(({ label }) => label === 'production');
  return {
    name,
    versions: versions.map((version) => toVersionView(version, nameOf, usage.counts)),
    moves: moves.map((move) => toMoveView(move, nameOf)),
    labels: Object.fromEntries(labels.map(({ label, hash, revision }) => [label, { hash, revision }])),
    text,
    folder: toFolderView(folder && hashSkillFiles(folder), production?.hash, versions),
    rollbackTo:
      findRollback(
        ofProduction.toSorted((a, b) => b.revision - a.revision),
        production?.hash,
      ) ?? null,
    answers: usage.answers.map(({ at, ...answer }) => ({ ...answer, at: at.toISOString() })),
    countedRuns: usage.outOf,
    limits: {
      fileChars: skillLimits.fileChars,
      bodyTokens: skillLimits.bodyTokens,
      references: skillLimits.references,
      requestBytes: config().limits.bodyBytes,
    },
  };
}

/** The draft, or what one would be begun from. Undefined when there is no version either. */
export async function loadText(
  name: string,
  { store }: Pick<SharedSkills, 'store'> = requireSkills(),
): Promise<SavedText | undefined> {
  const draft = await store.findDraft(name);
  if (draft) {
    const { files, revision, base, author, savedAt } = draft;
    const nameOf = await loadNames([author]);
    return { files, revision, base, author: nameOf(author), savedAt: savedAt.toISOString() };
  }
  const [versions, labels] = await Promise.all([store.listVersions(name), store.listLabels(name)]);
  const working = toWorkingVersion(versions, labels);
  const version = working && (await store.findVersion(name, working.hash));
  return version && { files: version.files, revision: 0, base: version.hash, author: null, savedAt: null };
}

/** What authors are called. */
export async function loadNames(authors: readonly string[]): Promise<(author: string) => string> {
  const names = await requireSkills().reads.names(authors);
  return (author) => (author === REPO_AUTHOR ? 'Repository' : (names.get(author) ?? 'Somebody who is gone'));
}
