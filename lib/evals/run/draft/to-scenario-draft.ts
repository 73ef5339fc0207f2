import type { ScenarioDraftRow } from '#lib/db/scenario-draft-rows.ts';
import type { ScenarioDraft } from '#lib/evals/model/scenario-draft.ts';
import type { BuiltDraft } from './build-draft.ts';
import { toChecksText, type DraftGrading } from './scenario-text.ts';

export function toScenarioDraft(row: ScenarioDraftRow): ScenarioDraft {
  const { sourceSessionId: sessionId, sourceMessageId: messageId, createdAt, updatedAt, ...rest } = row;
  // Cast: `ScenarioDrafts` alone writes these columns, of these types.
  const { calls, answer } = row.trace as unknown as BuiltDraft['trace'];
  return {
    ...rest,
    checks: toChecksText(row.checks as unknown as DraftGrading),
    trace: calls,
    answer,
    source: { sessionId, messageId },
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
