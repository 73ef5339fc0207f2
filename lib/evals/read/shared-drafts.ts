import type {
  DraftEdit,
  DraftFault,
  DraftSave,
  DraftSummary,
  DraftTrial,
  ScenarioDraft,
} from '#lib/evals/model/scenario-draft.ts';

/** What pages may ask about drafts of scenarios. Who may is theirs to decide. */
export interface SharedDrafts {
  /**
   * The draft of an answer. The first who asks makes it; who asks again, or at the same moment, gets the same one.
   * @throws AppError not-found
   */
  open(
    source: { sessionId: string; messageId: string },
    byUserId: string,
  ): Promise<{ readonly status: 'made' | 'found'; readonly draftId: string }>;
  /** Newest save first. */
  list(): Promise<readonly DraftSummary[]>;
  find(draftId: string): Promise<ScenarioDraft | undefined>;
  /** Of the drafts that were made from some answers. */
  findIds(messageIds: readonly string[]): Promise<readonly { draftId: string; messageId: string }[]>;
  /** What `skills/<name>/evals` would not load it for, but for the solutions that are to be written there. */
  findFaults(edit: DraftEdit): readonly DraftFault[];
  /** @throws AppError invalid-input: the checks are no JSON, which is not kept */
  save(draftId: string, edit: DraftEdit, seenRevision: number): Promise<DraftSave>;
  remove(draftId: string, seenRevision: number): Promise<'removed' | 'stale' | 'gone'>;
  /**
   * Grades the seed as it is, and with what the rated answer did, in sandboxes that are gone afterwards.
   * @throws AppError invalid-input: it has faults; not-found
   */
  tryOut(draftId: string, edit: DraftEdit): Promise<DraftTrial>;
}

const bus = Symbol.for('holdfast');
// Cast: this symbol is ours; every layer adds its own key to the object behind it (docs/decisions).
const world = globalThis as { [bus]?: { drafts?: SharedDrafts } };

export function shareDrafts(drafts: SharedDrafts): void {
  world[bus] = { ...world[bus], drafts };
}

/** @throws when the server has not started this process: `next start` alone is not enough. */
export function requireDrafts(): SharedDrafts {
  const drafts = world[bus]?.drafts;
  if (!drafts) throw new Error('cannot open drafts: start the app with its server (npm start)');
  return drafts;
}
