import {
  deleteSkillDraft,
  selectSkillDraft,
  type SkillDraftRow as SkillDraft,
  type SkillVersionRow as SkillVersion,
} from '#lib/db/skill-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { toUnixFiles } from '../format/hash-skill-files.ts';
import { addVersion } from './add-version.ts';
import { checkFiles, type RefusedFiles } from './check-files.ts';
import { moveLabel, seeLabel, type LabelConflict, type LabelMove } from './move-label.ts';

export interface DraftPublish extends LabelMove {
  /** Revision of the draft that the publisher saw. */
  readonly expectedDraft: number;
  readonly note: string;
}

/** Somebody else saved or took the draft in between: what it is now. */
export interface DraftConflict {
  readonly status: 'draft-conflict';
  readonly current: SkillDraft | undefined;
}

export type PublishedDraft =
  | { readonly status: 'published'; readonly version: SkillVersion; readonly labelRevision: number }
  | RefusedFiles
  | DraftConflict
  | LabelConflict;

/** The draft becomes a version, the label moves to it, and the draft is gone: all of it, or nothing. Hold the skill first. */
export async function publishDraft(tx: Transaction, publish: DraftPublish): Promise<PublishedDraft> {
  const { skillName, expectedDraft, author, note } = publish;
  const draft = await selectSkillDraft(tx, skillName);
  if (draft?.revision !== expectedDraft) return { status: 'draft-conflict', current: draft };
  const files = toUnixFiles(draft.files);
  const checked = checkFiles(skillName, files);
  if (checked.status === 'refused') return checked;
  const { conflict } = await seeLabel(tx, publish);
  if (conflict) return conflict;
  const { hash } = checked.skill;
  const { version } = await addVersion(tx, { skillName, hash, files, author, note, parent: draft.base });
  const moved = await moveLabel(tx, { ...publish, to: hash, kind: 'move' });
  if (moved.status !== 'moved') throw new Error(`cannot publish a draft of ${skillName}: ${moved.status}`);
  await deleteSkillDraft(tx, skillName);
  return { status: 'published', version, labelRevision: moved.label.revision };
}
