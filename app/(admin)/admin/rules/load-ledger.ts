import type { DraftFact } from '#components/admin/rules/suggestion-actions.ts';
import type { LedgerRule, Suggestion } from '#lib/evals/model/rule-ledger.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import type { SkillFiles } from '#lib/skills/format/skill-files.ts';
import { requireSkills } from '#lib/skills/shared-skills.ts';

export interface LoadedLedger {
  readonly rules: readonly LedgerRule[];
  readonly suggestions: readonly Suggestion[];
  readonly files: SkillFiles;
  readonly draft: (DraftFact & { readonly files: SkillFiles }) | undefined;
}

/** The rules of a version beside its text and the draft that there is. */
export async function loadLedger(skillName: string, hash: string): Promise<LoadedLedger | undefined> {
  const { store, reads } = requireSkills();
  const [version, draft] = await Promise.all([
    store.findVersion(skillName, hash),
    store.findDraft(skillName),
  ]);
  if (!version) return undefined;
  const [{ rules, suggestions }, names] = await Promise.all([
    requireEvals().reads.ledger(skillName, hash),
    reads.names(draft ? [draft.author] : []),
  ]);
  return {
    rules,
    suggestions,
    files: version.files,
    draft: draft && {
      revision: draft.revision,
      author: names.get(draft.author) ?? 'somebody who is gone',
      files: draft.files,
    },
  };
}
