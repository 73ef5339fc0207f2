import type { GateReason, GateVerdict } from '#lib/evals/model/gate.ts';
import type { LabelConflict } from '#lib/skills/versions/move-label.ts';
import type { SkillStore } from '#lib/skills/versions/skill-store.ts';

/** A reason nobody can read later is none. */
export const MIN_OVERRIDE_CHARS = 10;

export interface Publish {
  readonly skillName: string;
  /** Hash of the version that is to be used. */
  readonly hash: string;
  /** Revision of `production` that the publisher saw. */
  readonly expected: number;
  readonly author: { readonly id: string; readonly name: string };
  readonly why: string;
  /** Publish although the gate is closed: why. Where the gate is open it says nothing. */
  readonly override?: string;
}

export type Published =
  | { readonly status: 'published'; readonly labelRevision: number; readonly isOverridden: boolean }
  | { readonly status: 'gate-closed'; readonly reasons: readonly GateReason[] }
  | { readonly status: 'no-reason' }
  | { readonly status: 'no-version' }
  | LabelConflict;

/**
 * Puts a version into production when its evals allow it, or when somebody writes down why it goes there all the same. What
 * the gate said and what was written is kept with the move and in the audit log, in one transaction. The gate compares
 * with what is in production as it is asked; when that is not what the publisher saw any more, nothing moves. [X67]
 */
export async function publishVersion(
  {
    store,
    gate,
  }: {
    store: Pick<SkillStore, 'moveLabel'>;
    gate: (skillName: string, hash: string) => Promise<GateVerdict>;
  },
  { skillName, hash, expected, author, why, override }: Publish,
): Promise<Published> {
  const verdict = await gate(skillName, hash);
  const isOverridden = verdict.status === 'closed';
  const reason = override?.trim() ?? '';
  if (isOverridden && override === undefined) return { status: 'gate-closed', reasons: verdict.reasons };
  if (isOverridden && reason.length < MIN_OVERRIDE_CHARS) return { status: 'no-reason' };
  const codes = isOverridden ? verdict.reasons.map(({ code }) => code) : [];
  const overridden = `The gate was closed (${codes.join(', ')}): ${reason}`;
  const words = isOverridden ? [why.trim(), overridden] : [why.trim()];
  const moved = await store.moveLabel({
    skillName,
    label: 'production',
    to: hash,
    expected,
    author: author.id,
    why: words.filter(Boolean).join('\n'),
    audit: {
      action: isOverridden ? 'skill-publish-override' : 'skill-publish',
      authorName: author.name,
      detail: {
        evalRunId: verdict.evalRunId,
        ...(isOverridden ? { reasons: verdict.reasons, override: reason } : {}),
      },
    },
  });
  if (moved.status !== 'moved') return moved;
  return { status: 'published', labelRevision: moved.label.revision, isOverridden };
}
