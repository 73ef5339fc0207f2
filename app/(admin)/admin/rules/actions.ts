'use server';

import { z } from 'zod';
import { adminAction } from '#app/_server/admin-action.ts';
import { listModels } from '#app/_server/list-models.ts';
import { chooseTwoFamilies } from '#components/admin/evals/start/start-choice.ts';
import type { Accepted, Retest, SuggestionName } from '#components/admin/rules/suggestion-actions.ts';
import { requireAdminServices } from '#lib/auth/shared-admin.ts';
import { evalSpecSchema } from '#lib/evals/model/eval-spec.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { AppError } from '#lib/protocol/error.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';
import { findSuggestion } from './find-suggestion.ts';

const nameSchema = z.strictObject({
  skillName: evalSpecSchema.shape.skillName,
  hash: evalSpecSchema.shape.skillHash,
  suggestionId: z.string().min(1).max(100),
});

/** One with three repeats shows what is skipped now and then, too. */
const RETEST_REPEATS = 3;

/** The draft becomes what the suggestion says. Whoever saved one since `draftRevision` loses nothing. [X67] */
export async function acceptSuggestion(name: SuggestionName, draftRevision: number) {
  return adminAction(async (admin): Promise<Accepted> => {
    const { skillName, hash, suggestionId } = nameSchema.parse(name);
    const expectedRevision = z.int().nonnegative().parse(draftRevision);
    const { files } = await findSuggestion({ skillName, hash, suggestionId });
    const { store, reads } = requireSkills();
    const saved = await store.saveDraft({
      skillName,
      files,
      base: hash,
      author: admin.userId,
      expectedRevision,
    });
    switch (saved.status) {
      case 'refused':
        throw new AppError('invalid-input', `cannot save the draft: ${saved.why}`);
      case 'draft-conflict': {
        const author = saved.current?.author;
        const names = await reads.names(author === undefined ? [] : [author]);
        return {
          status: 'conflict',
          author: author === undefined ? null : (names.get(author) ?? 'Somebody'),
          revision: saved.current?.revision ?? 0,
        };
      }
      case 'saved': {
        await requireAdminServices().audit.write({
          actor: { id: admin.userId, name: admin.name },
          action: 'suggestion-accept',
          subject: `${skillName}@${hash.slice(0, 12)} ${suggestionId}`,
          detail: { revision: saved.draft.revision },
        });
        return { status: 'saved', revision: saved.draft.revision };
      }
    }
  });
}

/** A version of what the suggestion says, and what it would take to try just what that affects. Nothing is begun. */
export async function prepareRetest(name: SuggestionName) {
  return adminAction(async (admin): Promise<Retest> => {
    const { skillName, hash, suggestionId } = nameSchema.parse(name);
    const { files, message, scenarioIds, modelIds } = await findSuggestion({ skillName, hash, suggestionId });
    const created = await requireSkills().store.createVersion({
      skillName,
      files,
      author: admin.userId,
      note: message,
      parent: hash,
    });
    if (created.status === 'refused') {
      const [finding] = created.findings;
      throw new AppError('invalid-input', `cannot make a version: ${finding?.message ?? 'it has faults'}`);
    }
    const { version } = created;
    if (created.status === 'added') {
      await requireAdminServices().audit.write({
        actor: { id: admin.userId, name: admin.name },
        action: 'skill-version',
        subject: `${skillName}@${version.hash.slice(0, 12)}`,
        detail: { number: version.number, suggestionId },
      });
    }
    const models = listModels();
    const tried = models.map(({ id }) => id).filter((id) => modelIds.includes(id));
    const spec = evalSpecSchema.parse({
      skillName,
      skillHash: version.hash,
      scenarioIds,
      // Without the skill a version makes no difference.
      conditions: ['mcp+skill'],
      modelIds: tried.length > 0 ? tried : chooseTwoFamilies(models),
      repeats: RETEST_REPEATS,
      maxCostUsd: null,
    });
    return { spec, skillVersion: version.number, estimate: await requireEvals().estimate(spec) };
  });
}
