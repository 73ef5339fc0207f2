import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import { shareDrafts } from '#lib/evals/read/shared-drafts.ts';
import { FeedbackReads } from '#lib/session/feedback-reads.ts';
import { shareFeedback } from '#lib/session/shared-feedback.ts';
import type { DraftSandboxes } from './observe-answer.ts';
import { ScenarioDrafts } from './scenario-drafts.ts';

/** Lets admin pages list ratings and make scenarios of them. */
export function openDrafts(dependencies: {
  db: Database;
  logger: Logger;
  /** Undefined where it is switched off. */
  workbench: { readonly sandboxes: DraftSandboxes } | undefined;
}): void {
  const { db, logger, workbench } = dependencies;
  const feedback = new FeedbackReads({ db });
  shareFeedback(feedback);
  shareDrafts(new ScenarioDrafts({ db, feedback, logger, sandboxes: workbench?.sandboxes }));
}
