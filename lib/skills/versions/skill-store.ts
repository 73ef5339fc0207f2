import type { Database } from '#lib/db/client.ts';
import {
  deleteSkillDraft,
  holdSkill,
  makeAndHoldSkill,
  selectSkillDraft,
  selectSkillLabelMoves,
  selectSkillLabels,
  selectSkillNames,
  selectSkillVersion,
  selectSkillVersions,
  type SkillDraftRow as SkillDraft,
  type SkillLabelMoveRow as SkillLabelMove,
  type SkillLabelName,
  type SkillLabelRow as SkillLabel,
  type SkillVersionRow as SkillVersion,
  type SkillVersionSummary,
} from '#lib/db/skill-rows.ts';
import { inTransaction, type Transaction } from '#lib/db/transaction.ts';
import { toUnixFiles } from '../format/hash-skill-files.ts';
import type { SkillFiles } from '../format/skill-files.ts';
import { addVersion, type AddedVersion } from './add-version.ts';
import { checkFiles, type RefusedFiles } from './check-files.ts';
import { importFiles, type Imported } from './import-files.ts';
import { moveLabel, rollBack, type LabelMove, type MovedLabel } from './move-label.ts';
import { publishDraft, type DraftConflict, type DraftPublish, type PublishedDraft } from './publish-draft.ts';
import { saveDraft, type DraftSave, type SavedDraft } from './save-draft.ts';

/**
 * The versions of skills, which never change; the labels that say which is in use; and one draft for each. Every change
 * holds the skill's row, and names what its author saw: of two admins at once one is told what the other did. [X67]
 */
export class SkillStore {
  readonly #db: Database;

  constructor({ db }: { db: Database }) {
    this.#db = db;
  }

  listSkills(): Promise<string[]> {
    return selectSkillNames(this.#db);
  }

  /** Newest first, without their text. */
  listVersions(skillName: string): Promise<SkillVersionSummary[]> {
    return selectSkillVersions(this.#db, skillName);
  }

  /** By its hash or the first 12 characters of it, as runs name it. */
  findVersion(skillName: string, hash: string): Promise<SkillVersion | undefined> {
    return selectSkillVersion(this.#db, skillName, hash);
  }

  listLabels(skillName: string): Promise<SkillLabel[]> {
    return selectSkillLabels(this.#db, skillName);
  }

  async findLabel(skillName: string, label: SkillLabelName): Promise<SkillLabel | undefined> {
    const labels = await this.listLabels(skillName);
    return labels.find((row) => row.label === label);
  }

  /** Newest first, of all labels. */
  listMoves(skillName: string): Promise<SkillLabelMove[]> {
    return selectSkillLabelMoves(this.#db, skillName);
  }

  findDraft(skillName: string): Promise<SkillDraft | undefined> {
    return selectSkillDraft(this.#db, skillName);
  }

  /** The same text twice is one version, whoever comes second. */
  async createVersion(version: {
    skillName: string;
    files: SkillFiles;
    author: string;
    note: string;
    parent?: string;
  }): Promise<AddedVersion | RefusedFiles> {
    const { skillName, author, note, parent = null } = version;
    const files = toUnixFiles(version.files);
    const checked = checkFiles(skillName, files);
    if (checked.status === 'refused') return checked;
    const { hash } = checked.skill;
    return inTransaction(this.#db, async (tx) => {
      await makeAndHoldSkill(tx, skillName);
      return addVersion(tx, { skillName, hash, files, author, note, parent });
    });
  }

  moveLabel(move: LabelMove & { readonly to: string }): Promise<MovedLabel> {
    return this.#holding(move.skillName, (tx) => moveLabel(tx, { ...move, kind: 'move' }));
  }

  rollback(back: LabelMove): Promise<MovedLabel> {
    return this.#holding(back.skillName, (tx) => rollBack(tx, back));
  }

  saveDraft(save: DraftSave): Promise<SavedDraft> {
    return inTransaction(this.#db, (tx) => saveDraft(tx, save));
  }

  publishDraft(publish: DraftPublish): Promise<PublishedDraft> {
    return this.#holding(publish.skillName, (tx) => publishDraft(tx, publish));
  }

  discardDraft(discard: {
    skillName: string;
    expectedRevision: number;
  }): Promise<{ status: 'discarded' } | DraftConflict> {
    const { skillName, expectedRevision } = discard;
    return this.#holding(skillName, async (tx) => {
      const current = await selectSkillDraft(tx, skillName);
      if (current?.revision !== expectedRevision) return { status: 'draft-conflict', current };
      await deleteSkillDraft(tx, skillName);
      return { status: 'discarded' };
    });
  }

  /** What a folder of the repository holds: a new version where it changed, in use at once where nobody edited here. */
  importFiles(skillName: string, files: SkillFiles): Promise<Imported> {
    return inTransaction(this.#db, (tx) => importFiles(tx, skillName, toUnixFiles(files)));
  }

  #holding<T>(skillName: string, run: (tx: Transaction) => Promise<T>): Promise<T> {
    return inTransaction(this.#db, async (tx) => {
      await holdSkill(tx, skillName);
      return run(tx);
    });
  }
}
