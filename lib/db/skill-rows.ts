import type { Transaction } from './transaction.ts';

export interface SkillRow {
  readonly name: string;
  /** Newest version that was found in the repository's folder. */
  readonly repoHash: string | null;
}

/** A version without its text. */
export interface SkillVersionSummary {
  readonly skillName: string;
  /** sha256 of the files, in hex. */
  readonly hash: string;
  /** Orders the versions of a skill, from 1 on. */
  readonly number: number;
  /** A user's id, or `repo`. */
  readonly author: string;
  readonly note: string;
  /** Hash of the version that it was made from. */
  readonly parent: string | null;
  readonly createdAt: Date;
}

export interface SkillVersionRow extends SkillVersionSummary {
  readonly files: Readonly<Record<string, string>>;
}

export type SkillLabelName = 'draft' | 'staging' | 'production';

export interface SkillLabelRow {
  readonly skillName: string;
  readonly label: SkillLabelName;
  readonly hash: string;
  /** How often it was moved. */
  readonly revision: number;
}

export interface SkillLabelMoveRow {
  readonly label: SkillLabelName;
  readonly revision: number;
  readonly kind: 'move' | 'rollback' | 'import';
  readonly fromHash: string | null;
  readonly toHash: string;
  readonly author: string;
  readonly why: string;
  readonly at: Date;
}

export interface SkillDraftRow {
  readonly skillName: string;
  readonly files: Readonly<Record<string, string>>;
  readonly base: string | null;
  readonly revision: number;
  readonly author: string;
  readonly savedAt: Date;
}

/** Takes the row of a skill until the commit. Undefined when there is none. */
export async function holdSkill(tx: Transaction, name: string): Promise<SkillRow | undefined> {
  const [row] = await tx.$queryRaw<SkillRow[]>`
    SELECT name, repo_hash AS "repoHash" FROM skill WHERE name = ${name} FOR NO KEY UPDATE`;
  return row;
}

/** The same, of a skill that is made when there is none. */
export async function makeAndHoldSkill(tx: Transaction, name: string): Promise<SkillRow> {
  await tx.$executeRaw`INSERT INTO skill (name) VALUES (${name}) ON CONFLICT (name) DO NOTHING`;
  const row = await holdSkill(tx, name);
  if (!row) throw new Error(`cannot hold the skill ${name}: it is gone`);
  return row;
}

export async function setRepoHash(tx: Transaction, name: string, hash: string): Promise<void> {
  await tx.skill.update({ where: { name }, data: { repoHash: hash } });
}

export async function selectSkillNames(tx: Transaction): Promise<string[]> {
  const rows = await tx.skill.findMany({ select: { name: true }, orderBy: { name: 'asc' } });
  return rows.map(({ name }) => name);
}

/** Hold the skill first: the numbers are dense. Times are the database's, taken with the skill in hand. */
export async function insertSkillVersion(
  tx: Transaction,
  version: Omit<SkillVersionRow, 'number' | 'createdAt'>,
): Promise<SkillVersionRow> {
  const { skillName, hash, files, author, note, parent } = version;
  const [row] = await tx.$queryRaw<{ number: number; createdAt: Date }[]>`
    INSERT INTO skill_version (skill_name, hash, number, files, author, note, parent, created_at)
    SELECT ${skillName}, ${hash}, coalesce(max(number), 0) + 1, ${JSON.stringify(files)}::jsonb, ${author}, ${note},
      ${parent}, clock_timestamp()
    FROM skill_version WHERE skill_name = ${skillName}
    RETURNING number, created_at AS "createdAt"`;
  if (!row) throw new Error(`cannot add a version of ${skillName}: the database returned no row`);
  return { ...version, ...row };
}

/** By its hash or, from 12 characters on, the beginning of its hash. */
export async function selectSkillVersion(
  tx: Transaction,
  skillName: string,
  hash: string,
): Promise<SkillVersionRow | undefined> {
  if (!/^[0-9a-f]{12,64}$/.test(hash)) return undefined;
  const row = await tx.skillVersion.findFirst({
    where: { skillName, hash: { startsWith: hash } },
    orderBy: { number: 'asc' },
  });
  // Cast: written by `insertSkillVersion` only, of this type.
  return row ? { ...row, files: row.files as SkillVersionRow['files'] } : undefined;
}

/** Newest first. */
export async function selectSkillVersions(
  tx: Transaction,
  skillName: string,
): Promise<SkillVersionSummary[]> {
  return tx.skillVersion.findMany({
    where: { skillName },
    omit: { files: true },
    orderBy: { number: 'desc' },
  });
}

export async function selectSkillLabels(tx: Transaction, skillName: string): Promise<SkillLabelRow[]> {
  const rows = await tx.skillLabel.findMany({ where: { skillName }, orderBy: { label: 'asc' } });
  // Cast: `writeSkillLabel` takes these names only.
  return rows.map((row) => ({ ...row, label: row.label as SkillLabelName }));
}

/** Hold the skill first. */
export async function writeSkillLabel(
  tx: Transaction,
  skillName: string,
  { label, revision, kind, fromHash, toHash, author, why }: Omit<SkillLabelMoveRow, 'at'>,
): Promise<void> {
  await tx.skillLabel.upsert({
    where: { skillName_label: { skillName, label } },
    create: { skillName, label, hash: toHash, revision },
    update: { hash: toHash, revision },
  });
  await tx.$executeRaw`
    INSERT INTO skill_label_move (skill_name, label, revision, kind, from_hash, to_hash, author, why, at)
    VALUES (${skillName}, ${label}, ${revision}, ${kind}, ${fromHash}, ${toHash}, ${author}, ${why},
      clock_timestamp())`;
}

/** Newest first, of all labels. */
export async function selectSkillLabelMoves(
  tx: Transaction,
  skillName: string,
): Promise<SkillLabelMoveRow[]> {
  return tx.$queryRaw<SkillLabelMoveRow[]>`
    SELECT label, revision, kind, from_hash AS "fromHash", to_hash AS "toHash", author, why, at
    FROM skill_label_move WHERE skill_name = ${skillName} ORDER BY at DESC, label, revision DESC`;
}

export async function selectSkillDraft(
  tx: Transaction,
  skillName: string,
): Promise<SkillDraftRow | undefined> {
  const row = await tx.skillDraft.findUnique({ where: { skillName } });
  // Cast: written by `writeSkillDraft` only, of this type.
  return row ? { ...row, files: row.files as SkillDraftRow['files'] } : undefined;
}

/** Hold the skill first. Its new revision is one that no draft of this skill had before. */
export async function writeSkillDraft(
  tx: Transaction,
  draft: Omit<SkillDraftRow, 'revision' | 'savedAt'>,
): Promise<SkillDraftRow> {
  const { skillName, files, base, author } = draft;
  const [row] = await tx.$queryRaw<{ revision: number; savedAt: Date }[]>`
    WITH next AS (
      UPDATE skill SET draft_revision = draft_revision + 1 WHERE name = ${skillName} RETURNING draft_revision
    )
    INSERT INTO skill_draft (skill_name, files, base, revision, author, saved_at)
    SELECT ${skillName}, ${JSON.stringify(files)}::jsonb, ${base}, draft_revision, ${author}, clock_timestamp()
    FROM next
    ON CONFLICT (skill_name) DO UPDATE SET files = excluded.files, base = excluded.base,
      revision = excluded.revision, author = excluded.author, saved_at = excluded.saved_at
    RETURNING revision, saved_at AS "savedAt"`;
  if (!row) throw new Error(`cannot save the draft of ${skillName}: there is no such skill`);
  return { ...draft, ...row };
}

export async function deleteSkillDraft(tx: Transaction, skillName: string): Promise<void> {
  await tx.skillDraft.deleteMany({ where: { skillName } });
}
