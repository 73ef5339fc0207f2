import type { Database } from '#lib/db/client.ts';
import { findLiveRun, selectLiveRuns } from '#lib/db/live-run-rows.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { LiveRunsReply } from '#lib/protocol/live-run.ts';
import { decideCancel } from '#lib/session/decide/decide-cancel.ts';
import type { EventLog } from '#lib/session/event-log.ts';

const SHOWN = 200;

/** The answers in progress of all nodes, for admins: where they stand, and the way to stop one. */
export class LiveRuns {
  readonly #db: Database;
  readonly #log: Pick<EventLog, 'transact'>;
  readonly #defaultModel: string;

  constructor(dependencies: { db: Database; log: Pick<EventLog, 'transact'>; defaultModel: string }) {
    this.#db = dependencies.db;
    this.#log = dependencies.log;
    this.#defaultModel = dependencies.defaultModel;
  }

  list(): Promise<LiveRunsReply> {
    return selectLiveRuns(this.#db, SHOWN);
  }

  /**
   * The same wish in the same log as an owner's, with the admin as its actor: the session's people see who stopped it. [C2]
   *
   * @throws AppError `not-found`, `already-ended`, `busy`
   */
  async stop(runId: string, admin: { userId: string; name: string }): Promise<{ sessionId: string }> {
    const run = await findLiveRun(this.#db, runId);
    if (!run) throw new AppError('already-ended', 'cannot stop the answer: it has ended');
    const { sessionId } = run;
    const actor = { kind: 'user', id: admin.userId, name: admin.name } as const;
    const result = await this.#log.transact({ sessionId, runIds: [runId] }, (control) =>
      decideCancel({ ...control, role: 'owner' }, { runId, actor, defaultModel: this.#defaultModel }),
    );
    if (result.status !== 'ok') throw new AppError('busy', 'cannot stop the answer: the session is busy');
    return { sessionId };
  }
}
