import type { SuggestionName } from '#components/admin/rules/suggestion-actions.ts';
import type { Suggestion } from '#lib/evals/model/rule-ledger.ts';
import { requireEvals } from '#lib/evals/read/shared-evals.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { SkillFiles } from '#lib/skills/format/skill-files.ts';

/**
 * A suggestion with its text, from the evidence that there is now, and the models that it was tried on.
 * @throws AppError gone, where the evidence does not say so any more; invalid-input, where only a person can write it
 */
export async function findSuggestion({
  skillName,
  hash,
  suggestionId,
}: SuggestionName): Promise<
  Suggestion & { readonly files: SkillFiles; readonly modelIds: readonly string[] }
> {
  const { rules, suggestions } = await requireEvals().reads.ledger(skillName, hash);
  const suggestion = suggestions.find(({ id }) => id === suggestionId);
  if (!suggestion) throw new AppError('gone', 'Newer trials do not show that any more. Load the page again.');
  const { files } = suggestion;
  if (!files) throw new AppError('invalid-input', 'Only a person can write that.');
  const modelIds = [...new Set(rules.flatMap(({ rates }) => rates.map(({ modelId }) => modelId)))];
  return { ...suggestion, files, modelIds };
}
