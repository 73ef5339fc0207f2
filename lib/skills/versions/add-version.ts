import {
  insertSkillVersion,
  selectSkillVersion,
  type SkillVersionRow as SkillVersion,
} from '#lib/db/skill-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import type { SkillFiles } from '../format/skill-files.ts';

export interface NewVersion {
  readonly skillName: string;
  /** `hashSkillFiles` of the files, which were checked. */
  readonly hash: string;
  readonly files: SkillFiles;
  readonly author: string;
  readonly note: string;
  /** Hash of the version that it was made from. */
  readonly parent: string | null;
}

export interface AddedVersion {
  readonly status: 'added' | 'exists';
  readonly version: SkillVersion;
}

/** A version is its text: the same text again is the version that is there, with its first author. Hold the skill first. */
export async function addVersion(tx: Transaction, version: NewVersion): Promise<AddedVersion> {
  const existing = await selectSkillVersion(tx, version.skillName, version.hash);
  if (existing) return { status: 'exists', version: existing };
  return { status: 'added', version: await insertSkillVersion(tx, version) };
}
