'use server';

import { z } from 'zod';
import { adminAction } from '#app/_server/admin-action.ts';
import type { Files, Finding, SaveOutcome, SavedText } from '#components/admin/skills/skill-view.ts';
import { FOLDER, type SkillActions } from '#components/admin/skills/skill-actions.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { AppError } from '#lib/protocol/error.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';
import { filesSchema, hashSchema, nameSchema, revisionSchema } from './action-input.ts';
import { loadText } from './load-skill.ts';

type ActionOf<Name extends keyof SkillActions> = Parameters<SkillActions[Name]>;

export async function lintSkill(...input: ActionOf<'lint'>) {
  return adminAction(async (): Promise<readonly Finding[]> => {
    const [name, files] = [nameSchema.parse(input[0]), filesSchema.parse(input[1])];
    return requireSkills().lint(name, files);
  });
}

const saveSchema = z.strictObject({
  name: nameSchema,
  files: filesSchema,
  base: hashSchema.nullable(),
  expectedRevision: revisionSchema,
});

export async function saveDraft(...input: ActionOf<'save'>) {
  return adminAction(async (admin): Promise<SaveOutcome> => {
    const { name, ...save } = saveSchema.parse(input[0]);
    const { store } = requireSkills();
    const saved = await store.saveDraft({ ...save, skillName: name, author: admin.userId });
    switch (saved.status) {
      case 'refused':
        return { status: 'refused', why: saved.why };
      case 'draft-conflict':
        return { status: 'conflict', theirs: await requireText(name) };
      case 'saved': {
        const { files, revision, base, savedAt } = saved.draft;
        const text = { files, revision, base, author: admin.name, savedAt: savedAt.toISOString() };
        return { status: 'saved', text };
      }
    }
  });
}

const discardSchema = z.strictObject({ name: nameSchema, expectedRevision: revisionSchema });

export async function discardDraft(...input: ActionOf<'discard'>) {
  return adminAction(async ({ userId: id, name: actorName }): Promise<SaveOutcome> => {
    const { name, expectedRevision } = discardSchema.parse(input[0]);
    const discarded = await requireSkills().store.discardDraft({ skillName: name, expectedRevision });
    if (discarded.status !== 'discarded') return { status: 'conflict', theirs: await requireText(name) };
    await requireAdminServices().audit.write({
      actor: { id, name: actorName },
      action: 'skill-draft-discard',
      subject: name,
      detail: { revision: expectedRevision },
    });
    return { status: 'saved', text: await requireText(name) };
  });
}

export async function loadFiles(...input: ActionOf<'load'>) {
  return adminAction(async (): Promise<Files> => {
    const { store, reads } = requireSkills();
    const name = nameSchema.parse(input[0]);
    const files =
      input[1] === FOLDER
        ? await reads.readFolder(name)
        : (await store.findVersion(name, hashSchema.parse(input[1])))?.files;
    if (!files) throw new AppError('not-found', 'There is no such text.');
    return files;
  });
}

async function requireText(name: string): Promise<SavedText> {
  const text = await loadText(name);
  if (!text) throw new AppError('not-found', 'There is no such skill.');
  return text;
}
