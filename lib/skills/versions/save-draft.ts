import {
  makeAndHoldSkill,
  selectSkillDraft,
  writeSkillDraft,
  type SkillDraftRow as SkillDraft,
} from '#lib/db/skill-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { MAIN_FILE, type SkillFiles } from '../format/skill-files.ts';
import { skillLimits } from '../format/skill-limits.ts';
import type { DraftConflict } from './publish-draft.ts';

export interface DraftSave {
  readonly skillName: string;
  readonly files: SkillFiles;
  /** Hash of the version that it was begun from. */
  readonly base: string | null;
  readonly author: string;
  /** Revision of the draft that the author saw; 0 where they saw none. */
  readonly expectedRevision: number;
}

export type SavedDraft =
  | { readonly status: 'saved'; readonly draft: SkillDraft }
  | { readonly status: 'refused'; readonly why: string }
  | DraftConflict;

/** A draft may be half a thought: all that is asked is that it can be stored. Nobody's save is lost to another's. */
export async function saveDraft(tx: Transaction, save: DraftSave): Promise<SavedDraft> {
  const why = findFault(save.files);
  if (why !== undefined) return { status: 'refused', why };
  const { skillName, expectedRevision, ...text } = save;
  await makeAndHoldSkill(tx, skillName);
  const current = await selectSkillDraft(tx, skillName);
  if ((current?.revision ?? 0) !== expectedRevision) return { status: 'draft-conflict', current };
  return { status: 'saved', draft: await writeSkillDraft(tx, { skillName, ...text }) };
}

const filePath = /^(?:SKILL\.md|references\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}\.md)$/;

function findFault(files: SkillFiles): string | undefined {
  const entries = Object.entries(files);
  if (!Object.hasOwn(files, MAIN_FILE)) return `${MAIN_FILE} is missing`;
  if (entries.length > skillLimits.references + 1) return `more than ${skillLimits.references} references`;
  for (const [path, text] of entries) {
    if (!filePath.test(path)) return `${path} is no file of a skill`;
    if (text.length > skillLimits.fileChars)
      return `${path} has more than ${skillLimits.fileChars} characters`;
    if (text.includes('\0') || !text.isWellFormed()) return `${path} has characters that are no text`;
  }
  return undefined;
}
