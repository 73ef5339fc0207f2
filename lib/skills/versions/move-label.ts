import { insertAudit } from '#lib/db/audit-rows.ts';
import {
  selectSkillLabelMoves,
  selectSkillLabels,
  selectSkillVersion,
  writeSkillLabel,
  type SkillLabelMoveRow as SkillLabelMove,
  type SkillLabelName,
  type SkillLabelRow as SkillLabel,
} from '#lib/db/skill-rows.ts';
import type { Transaction } from '#lib/db/transaction.ts';

export interface LabelMove {
  readonly skillName: string;
  readonly label: SkillLabelName;
  /** Revision of the label that the mover saw; 0 where they saw none. */
  readonly expected: number;
  readonly author: string;
  readonly why: string;
  /** For the log of what admins did: written with the move, or not at all. What is no admin's leaves it out. */
  readonly audit?: {
    readonly action: string;
    readonly authorName: string;
    readonly detail?: object;
  };
}

/** Somebody else moved it in between: where it is now, and by which move. */
export interface LabelConflict {
  readonly status: 'conflict';
  readonly current: SkillLabel | undefined;
  readonly move: SkillLabelMove | undefined;
}

export type MovedLabel =
  | { readonly status: 'moved'; readonly label: SkillLabel }
  | LabelConflict
  | { readonly status: 'no-version' };

/** Hold the skill first. Moving a label to where it is already is a move like any other: somebody meant it. */
export async function moveLabel(
  tx: Transaction,
  move: LabelMove & { readonly to: string; readonly kind: SkillLabelMove['kind'] },
): Promise<MovedLabel> {
  const { skillName, label, expected, author, why, to, kind } = move;
  const { current, conflict } = await seeLabel(tx, move);
  if (conflict) return conflict;
  const version = await selectSkillVersion(tx, skillName, to);
  if (!version) return { status: 'no-version' };
  const revision = expected + 1;
  const { hash } = version;
  const fromHash = current?.hash ?? null;
  await writeSkillLabel(tx, skillName, { label, revision, kind, fromHash, toHash: hash, author, why });
  if (move.audit) {
    const { action, authorName, detail } = move.audit;
    const subject = `${skillName}@${hash.slice(0, 12)}`;
    const facts = { label, number: version.number, from: fromHash?.slice(0, 12) ?? null, why, ...detail };
    await insertAudit(tx, { actorId: author, actorName: authorName, action, subject, detail: facts });
  }
  return { status: 'moved', label: { skillName, label, hash, revision } };
}

/**
 * Back to the version that was there before the one that is there now was put there. Once more goes further back: what a
 * rollback left is not come back to. `no-version` when there is nothing before. Hold the skill first.
 */
export async function rollBack(tx: Transaction, back: LabelMove): Promise<MovedLabel> {
  const { current, conflict } = await seeLabel(tx, back);
  if (conflict) return conflict;
  const to = findRollback(await listMoves(tx, back), current?.hash);
  if (to === undefined) return { status: 'no-version' };
  return moveLabel(tx, { ...back, to, kind: 'rollback' });
}

/** Where a rollback of one label would go, by its moves, newest first. */
export function findRollback(
  moves: readonly Pick<SkillLabelMove, 'kind' | 'fromHash' | 'toHash'>[],
  current: string | undefined,
): string | undefined {
  const came = moves.find(({ kind, toHash, fromHash }) => {
    return kind !== 'rollback' && toHash === current && fromHash !== toHash;
  });
  return came?.fromHash ?? undefined;
}

/** Where a label is, and whether that is where its mover saw it. Hold the skill first. */
export async function seeLabel(
  tx: Transaction,
  move: LabelMove,
): Promise<{ current: SkillLabel | undefined; conflict?: LabelConflict }> {
  const labels = await selectSkillLabels(tx, move.skillName);
  const current = labels.find(({ label }) => label === move.label);
  if ((current?.revision ?? 0) === move.expected) return { current };
  const [newest] = await listMoves(tx, move);
  return { current, conflict: { status: 'conflict', current, move: newest } };
}

/** Newest first. */
async function listMoves(tx: Transaction, { skillName, label }: LabelMove): Promise<SkillLabelMove[]> {
  const moves = await selectSkillLabelMoves(tx, skillName);
  return moves.filter((move) => move.label === label).toSorted((a, b) => b.revision - a.revision);
}
