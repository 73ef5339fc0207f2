import type { DraftEdit, DraftFault, DraftSave, DraftTrial } from '#lib/evals/model/scenario-draft.ts';
import type { ActionResult } from '#lib/protocol/action-result.ts';
import type { OpenedAnswer } from '#lib/protocol/rated-answer.ts';

type Place = { sessionId: string; messageId: string };

/** What the list was given of the server. Both are written down where the owner of the answer sees it. */
export interface RatedActions {
  openAnswer(about: Place): Promise<ActionResult<Omit<OpenedAnswer, 'ownerId'>>>;
  openDraft(about: Place): Promise<ActionResult<{ status: 'made' | 'found'; draftId: string }>>;
}

export interface DraftActions {
  findDraftFaults(edit: DraftEdit): Promise<ActionResult<readonly DraftFault[]>>;
  saveDraft(draftId: string, edit: DraftEdit, seenRevision: number): Promise<ActionResult<DraftSave>>;
  removeDraft(draftId: string, seenRevision: number): Promise<ActionResult<'removed' | 'stale' | 'gone'>>;
  tryDraft(draftId: string, edit: DraftEdit): Promise<ActionResult<DraftTrial>>;
}
