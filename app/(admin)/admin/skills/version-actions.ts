'use server';

import { z } from 'zod';
import { adminAction, confirmedAdminAction } from '#app/_server/admin-action.ts';
import type { SkillActions } from '#components/admin/skills/skill-actions.ts';
import type {
  MovedMeanwhile,
  PublishOutcome,
  RollbackOutcome,
  VersionOutcome,
} from '#components/admin/skills/skill-view.ts';
import type { GateVerdict } from '#lib/evals/model/gate.ts';
import { publishVersion } from '#lib/evals/read/publish-version.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { AppError } from '#lib/protocol/error.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';
import type { LabelConflict } from '#lib/skills/versions/move-label.ts';
import { hashSchema, nameSchema, noteSchema, revisionSchema } from './action-input.ts';
import { loadNames, loadText } from './load-skill.ts';
import { toMoveView } from './to-skill-view.ts';

type ActionOf<Name extends keyof SkillActions> = Parameters<SkillActions[Name]>;

const versionSchema = z.strictObject({
  name: nameSchema,
  note: noteSchema,
  expectedDraft: revisionSchema,
  expectedStaging: revisionSchema,
});

/** The draft becomes a version and staging moves to it, in one transaction. What the linter calls an error does not. */
export async function makeVersion(...input: ActionOf<'makeVersion'>) {
  return adminAction(async (admin): Promise<VersionOutcome> => {
    const { name, note, expectedDraft, expectedStaging } = versionSchema.parse(input[0]);
    const { store, lint } = requireSkills();
    const text = await loadText(name);
    if (!text) throw new AppError('not-found', 'There is no such skill.');
    if (text.revision !== expectedDraft || text.revision === 0) return { status: 'conflict', theirs: text };
    const errors = lint(name, text.files).filter(({ level }) => level === 'error');
    if (errors.length > 0) return { status: 'refused', findings: errors };
    const why = note || 'Made from the draft.';
    const made = await store.publishDraft({
      skillName: name,
      label: 'staging',
      expected: expectedStaging,
      expectedDraft,
      author: admin.userId,
      note,
      why,
      audit: { action: 'skill-version', authorName: admin.name },
    });
    switch (made.status) {
      case 'published':
        return { status: 'made', hash: made.version.hash, number: made.version.number };
      case 'refused':
        return { status: 'refused', findings: made.findings };
      case 'draft-conflict':
        return { status: 'conflict', theirs: (await loadText(name)) ?? text };
      case 'conflict':
        return toMovedMeanwhile(made);
    }
  });
}

export async function askGate(...input: ActionOf<'askGate'>) {
  return adminAction(async (): Promise<GateVerdict> => {
    return requireEvals().reads.gate(nameSchema.parse(input[0]), hashSchema.parse(input[1]));
  });
}

const publishSchema = z.strictObject({
  name: nameSchema,
  hash: hashSchema.length(64),
  expected: revisionSchema,
  why: noteSchema,
  override: noteSchema.optional(),
});

export async function publishSkill(...input: ActionOf<'publish'>) {
  return confirmedAdminAction(async ({ userId, name: authorName }): Promise<PublishOutcome> => {
    const { name, override, ...publish } = publishSchema.parse(input[0]);
    const gate = (skillName: string, hash: string) => requireEvals().reads.gate(skillName, hash);
    const published = await publishVersion(
      { store: requireSkills().store, gate },
      {
        ...publish,
        ...(override === undefined ? {} : { override }),
        skillName: name,
        author: { id: userId, name: authorName },
      },
    );
    return published.status === 'conflict' ? toMovedMeanwhile(published) : published;
  });
}

const rollbackSchema = z.strictObject({ name: nameSchema, expected: revisionSchema, why: noteSchema });

export async function rollBackSkill(...input: ActionOf<'rollBack'>) {
  return confirmedAdminAction(async (admin): Promise<RollbackOutcome> => {
    const { name, expected, why } = rollbackSchema.parse(input[0]);
    const back = await requireSkills().store.rollback({
      skillName: name,
      label: 'production',
      expected,
      author: admin.userId,
      why,
      audit: { action: 'skill-rollback', authorName: admin.name },
    });
    if (back.status === 'conflict') return toMovedMeanwhile(back);
    return { status: back.status === 'moved' ? 'rolled-back' : 'no-version' };
  });
}

async function toMovedMeanwhile({ move }: LabelConflict): Promise<MovedMeanwhile> {
  if (!move) return { status: 'moved-meanwhile', move: null };
  return { status: 'moved-meanwhile', move: toMoveView(move, await loadNames([move.author])) };
}
