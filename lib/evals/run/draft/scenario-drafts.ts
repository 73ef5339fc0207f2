import { createId } from '#lib/base/ids.ts';
import type { Logger } from '#lib/config/logger.ts';
import type { Database } from '#lib/db/client.ts';
import {
  deleteScenarioDraft,
  findScenarioDraftOf,
  insertScenarioDraft,
  selectScenarioDraft,
  selectScenarioDraftIds,
  selectScenarioDrafts,
  updateScenarioDraft,
} from '#lib/db/scenario-draft-rows.ts';
import type {
  DraftEdit,
  DraftFault,
  DraftSave,
  DraftSummary,
  DraftTrial,
  ScenarioDraft,
} from '#lib/evals/model/scenario-draft.ts';
import type { SharedDrafts } from '#lib/evals/read/shared-drafts.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { FeedbackReads } from '#lib/session/feedback-reads.ts';
import type { Finding } from '#lib/workbench/advisors/finding.ts';
import type { JournalEntry } from '#lib/workbench/sandbox/sandbox.ts';
import { toJournal } from '#lib/workbench/to-journal.ts';
import { workbenchTools } from '#lib/workbench/tools/workbench-tools.ts';
import { buildDraft } from './build-draft.ts';
import { observeAnswer, type DraftSandboxes } from './observe-answer.ts';
import { readGrading, toScenario } from './scenario-text.ts';
import { toScenarioDraft } from './to-scenario-draft.ts';
import { toDraftCalls } from './to-trace.ts';
import { tryDraft } from './try-draft.ts';

const MAX_LISTED = 200;
/** Where no skill was at work. */
const DEFAULT_SKILL = 'workbench';
const toolNames = workbenchTools.map(({ name }) => name);

export class ScenarioDrafts implements SharedDrafts {
  readonly #db: Database;
  readonly #feedback: FeedbackReads;
  readonly #sandboxes: DraftSandboxes | undefined;
  readonly #logger: Logger;

  constructor(dependencies: {
    db: Database;
    feedback: FeedbackReads;
    /** Undefined where the Workbench is switched off. */
    sandboxes: DraftSandboxes | undefined;
    logger: Logger;
  }) {
    this.#db = dependencies.db;
    this.#feedback = dependencies.feedback;
    this.#sandboxes = dependencies.sandboxes;
    this.#logger = dependencies.logger;
  }

  async open(
    source: { sessionId: string; messageId: string },
    byUserId: string,
  ): Promise<{ status: 'made' | 'found'; draftId: string }> {
    const known = await findScenarioDraftOf(this.#db, source);
    if (known !== undefined) return { status: 'found', draftId: known };
    const answer = await this.#feedback.open(source);
    if (!answer) throw new AppError('not-found', 'cannot make a draft: there is no such rated answer');
    const before = toJournal(await this.#feedback.callsBefore({ ...source, toolNames }));
    const findings = await this.#observe(before, toJournal(toDraftCalls(answer.parts)));
    return insertScenarioDraft(this.#db, {
      id: createId(),
      skillName: answer.skill?.name ?? DEFAULT_SKILL,
      ...buildDraft({ answer, before, findings }),
      sourceSessionId: source.sessionId,
      sourceMessageId: source.messageId,
      createdBy: byUserId,
    });
  }

  async list(): Promise<readonly DraftSummary[]> {
    const rows = await selectScenarioDrafts(this.#db, MAX_LISTED);
    return rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
  }

  async find(draftId: string): Promise<ScenarioDraft | undefined> {
    const row = await selectScenarioDraft(this.#db, draftId);
    return row && toScenarioDraft(row);
  }

  findIds(messageIds: readonly string[]): Promise<readonly { draftId: string; messageId: string }[]> {
    return selectScenarioDraftIds(this.#db, messageIds);
  }

  findFaults(edit: DraftEdit): readonly DraftFault[] {
    return toScenario(edit).faults;
  }

  async save(draftId: string, edit: DraftEdit, seenRevision: number): Promise<DraftSave> {
    const read = readGrading(edit.checks);
    if ('fault' in read)
      throw new AppError('invalid-input', `cannot save the draft: its checks are ${read.fault.message}`);
    const fields = { ...edit, checks: read.grading };
    const saved = await updateScenarioDraft(this.#db, draftId, fields, seenRevision);
    return saved.status === 'saved' ? { ...saved, faults: this.findFaults(edit) } : saved;
  }

  async remove(draftId: string, seenRevision: number): Promise<'removed' | 'stale' | 'gone'> {
    return (await deleteScenarioDraft(this.#db, draftId, seenRevision)).status;
  }

  async tryOut(draftId: string, edit: DraftEdit): Promise<DraftTrial> {
    if (!this.#sandboxes)
      throw new AppError('forbidden', 'cannot try the draft: the Workbench is switched off');
    const draft = await this.find(draftId);
    if (!draft) throw new AppError('not-found', 'cannot try the draft: it was deleted');
    const { scenario, faults } = toScenario(edit);
    if (!scenario)
      throw new AppError('invalid-input', `cannot try the draft: ${faults[0]?.path}: ${faults[0]?.message}`);
    const { trace: calls, answer } = draft;
    return tryDraft(this.#sandboxes, { scenario, seed: edit.seed, calls, answer });
  }

  /** Best effort: a draft without what the advisors say is a draft. */
  async #observe(before: readonly JournalEntry[], answer: readonly JournalEntry[]): Promise<Finding[]> {
    if (!this.#sandboxes) return [];
    try {
      return await observeAnswer(this.#sandboxes, { before, answer });
    } catch (error) {
      this.#logger.warn({ error }, 'no advisor was asked about an answer');
      return [];
    }
  }
}
