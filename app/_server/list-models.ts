import type { ModelChoice } from '#lib/protocol/model-choice.ts';
import { requireSession } from '#lib/session/shared-session.ts';

/** What people may choose from, the default first. */
export function listModels(): ModelChoice[] {
  const { models, defaultModel } = requireSession();
  return models.toSorted((a, b) => Number(b.id === defaultModel) - Number(a.id === defaultModel));
}
