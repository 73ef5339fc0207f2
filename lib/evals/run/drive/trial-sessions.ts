import type { AgentName } from '#lib/agent/agents.ts';
import { createId } from '#lib/base/ids.ts';
import type { Database } from '#lib/db/client.ts';
import { ensureEvalsUser, EVALS_USER } from '#lib/db/system-user.ts';
import type { Condition } from '#lib/evals/model/eval-spec.ts';
import { AppError } from '#lib/protocol/error.ts';
import { decideCancel } from '#lib/session/decide/decide-cancel.ts';
import { decideDelete } from '#lib/session/decide/decide-session.ts';
import { decideOpenTrial, decideTrial } from '#lib/session/decide/decide-trial.ts';
import type { EventLog } from '#lib/session/event-log.ts';
import type { Decision, SessionControl } from '#lib/session/session-control.ts';

const agentOf: Record<Condition, AgentName> = {
  baseline: 'trial-baseline',
  mcp: 'trial-mcp',
  'mcp+skill': 'trial-skill',
};

const actor = { kind: 'system', id: EVALS_USER.id, name: EVALS_USER.name } as const;

/** The sessions in which trials run: they are the system's, and every change of them goes through the log. */
export class TrialSessions {
  readonly #db: Database;
  readonly #log: Pick<EventLog, 'transact' | 'readRun' | 'heads'>;

  constructor(dependencies: { db: Database; log: Pick<EventLog, 'transact' | 'readRun' | 'heads'> }) {
    this.#db = dependencies.db;
    this.#log = dependencies.log;
  }

  /** Makes it with its question and its run; one that is there already stays as it is. */
  async ensure(trial: {
    sessionId: string;
    title: string;
    prompt: string;
    model: string;
    condition: Condition;
  }): Promise<void> {
    const { sessionId, condition, ...request } = trial;
    await ensureEvalsUser(this.#db);
    const messageId = createId();
    await this.#transact(sessionId, [], (control) =>
      decideTrial(control, { ...request, messageId, agent: agentOf[condition] }),
    );
  }

  /** Asks its run to stop. One that is over stays as it is. */
  async stop(sessionId: string, runId: string): Promise<void> {
    try {
      await this.#transact(sessionId, [runId], (control) =>
        decideCancel(control, { runId, actor, defaultModel: '' }),
      );
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'already-ended')) throw error;
    }
  }

  /** Of an attempt that broke: nobody needs what is left of it. */
  async discard(sessionId: string): Promise<void> {
    if (!(await this.#isThere(sessionId))) return;
    await this.#transact(sessionId, [], (control) => decideDelete(control, { actor, defaultModel: '' }));
  }

  /** False: there is no such session. */
  async open(sessionId: string, userId: string): Promise<boolean> {
    if (!(await this.#isThere(sessionId))) return false;
    const result = await this.#log.transact({ sessionId, userId, userMustExist: true }, (control) =>
      decideOpenTrial(control, userId),
    );
    return result.status === 'ok' && result.reply;
  }

  /** Who asked a run to stop, in words. */
  async tellWhoStopped(sessionId: string, runId: string): Promise<string> {
    const events = await this.#log.readRun(sessionId, runId);
    const cancel = events.find((event) => event.type === 'run-cancel');
    return cancel?.actor.name ?? cancel?.actor.id ?? 'somebody';
  }

  async #isThere(sessionId: string): Promise<boolean> {
    return (await this.#log.heads([sessionId])).length > 0;
  }

  async #transact<T>(
    sessionId: string,
    runIds: readonly string[],
    decide: (control: SessionControl) => Decision<T>,
  ): Promise<void> {
    await this.#log.transact({ sessionId, userId: EVALS_USER.id, runIds }, decide);
  }
}
