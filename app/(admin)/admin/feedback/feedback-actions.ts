'use server';

import { z } from 'zod';
import { adminAction } from '#app/_server/admin-action.ts';
import type { Admin } from '#app/_server/require-admin.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { draftEditSchema } from '#lib/evals/model/scenario-draft.ts';
import { requireDrafts } from '#lib/evals/read/shared-drafts.ts';
import { AppError } from '#lib/protocol/error.ts';
import { idSchema } from '#lib/protocol/fields.ts';
import { requireFeedback } from '#lib/session/shared-feedback.ts';

const answerSchema = z.strictObject({ sessionId: idSchema, messageId: idSchema });
const revisionSchema = z.int().min(1);

/** The content of an answer in somebody's session: only after it was written down that it was opened, for its owner to see. */
export async function openAnswer(about: z.input<typeof answerSchema>) {
  return adminAction(async (admin) => {
    const place = answerSchema.parse(about);
    await noteRead(admin, place, 'session-read', 'a rated answer');
    const found = await requireFeedback().open(place);
    if (!found) throw new AppError('gone', 'cannot open the answer: its rating was taken back');
    const { ownerId: _, ...answer } = found;
    return answer;
  });
}

/** Copies what the answer leant on into a draft that admins share. Who comes second gets the draft of the first. */
export async function openDraft(about: z.input<typeof answerSchema>) {
  return adminAction(async (admin) => {
    const place = answerSchema.parse(about);
    await noteRead(admin, place, 'draft-open', 'a rated answer for a scenario draft');
    return requireDrafts().open(place, admin.userId);
  });
}

export async function findDraftFaults(edit: z.input<typeof draftEditSchema>) {
  return adminAction(async () => requireDrafts().findFaults(draftEditSchema.parse(edit)));
}

export async function saveDraft(
  draftId: string,
  edit: z.input<typeof draftEditSchema>,
  seenRevision: number,
) {
  return adminAction(async (admin) => {
    const fields = draftEditSchema.parse(edit);
    const saved = await requireDrafts().save(
      idSchema.parse(draftId),
      fields,
      revisionSchema.parse(seenRevision),
    );
    if (saved.status === 'saved')
      await note(admin, 'draft-save', fields.slug, { draftId, revision: saved.revision });
    return saved;
  });
}

export async function removeDraft(draftId: string, seenRevision: number) {
  return adminAction(async (admin) => {
    const id = idSchema.parse(draftId);
    const draft = await requireDrafts().find(id);
    const status = await requireDrafts().remove(id, revisionSchema.parse(seenRevision));
    if (status === 'removed') await note(admin, 'draft-delete', draft?.slug ?? id, { draftId });
    return status;
  });
}

export async function tryDraft(draftId: string, edit: z.input<typeof draftEditSchema>) {
  return adminAction(async () =>
    requireDrafts().tryOut(idSchema.parse(draftId), draftEditSchema.parse(edit)),
  );
}

async function noteRead(
  { userId: id, name }: Admin,
  place: { sessionId: string; messageId: string },
  action: string,
  subject: string,
): Promise<void> {
  const ownerId = await requireFeedback().findOwner(place);
  if (ownerId === undefined) throw new AppError('gone', 'cannot open the answer: its rating was taken back');
  await requireAdminServices().audit.write({ actor: { id, name }, action, subject, ownerId, detail: place });
}

async function note(
  { userId: id, name }: Admin,
  action: string,
  subject: string,
  detail: object,
): Promise<void> {
  await requireAdminServices().audit.write({ actor: { id, name }, action, subject, detail });
}
