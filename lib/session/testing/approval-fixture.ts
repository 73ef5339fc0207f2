import { createId } from '#lib/base/ids.ts';
import type { CommandOf } from '#lib/protocol/command.ts';
import type { Role } from '#lib/protocol/fields.ts';
import { decideAsk, decideExpire, decidePark, type Question } from '../decide/decide-approval.ts';
import type { EventLog } from '../event-log.ts';
import type { ApprovalFacts, LeaseHolder } from '../session-control.ts';
import { alice, claimRun, commit, createSession, readAll, sendMessage } from './log-fixture.ts';

export const inputHash = 'hash of the input';
const EXPIRY_MS = 60_000;

export interface HeldRun {
  readonly sessionId: string;
  readonly runId: string;
  readonly runEpoch: number;
}

export async function startRun(log: EventLog, holder: LeaseHolder): Promise<HeldRun> {
  const sessionId = await createSession(log);
  const { runId } = await sendMessage(log, sessionId);
  const { runEpoch } = await claimRun(log, sessionId, runId, holder);
  return { sessionId, runId, runEpoch };
}

/** A question of the run that is open for a minute of the store's clock. */
export async function ask(log: EventLog, run: HeldRun, change: Partial<Question> = {}): Promise<string> {
  const now = Date.parse((await readAll(log, run.sessionId)).at(-1)?.at ?? '');
  const question: Question = {
    approvalId: createId(),
    toolCallId: createId(),
    toolName: 'execute_sql',
    inputHash,
    why: 'policy',
    sessionScope: true,
    expiresAt: new Date(now + EXPIRY_MS).toISOString(),
    ...change,
  };
  const reply = await commit<{ status: string }>(
    log.transact({ sessionId: run.sessionId, runIds: [run.runId] }, (control) =>
      decideAsk(control, { ...run, questions: [question] }),
    ),
  );
  if (reply.status !== 'asked') throw new Error(`cannot ask: the run is ${reply.status}`);
  return question.approvalId;
}

export async function park(log: EventLog, run: HeldRun): Promise<string> {
  const reply = await commit<{ status: string }>(
    log.transact({ sessionId: run.sessionId, runIds: [run.runId] }, (control) => decidePark(control, run)),
  );
  return reply.status;
}

export function expire(log: EventLog, run: HeldRun): Promise<{ status: string; expired?: number }> {
  return commit(
    log.transact({ sessionId: run.sessionId, runIds: [run.runId] }, (control) => decideExpire(control, run)),
  );
}

/** A run that waits for an answer without a lease, and the command that gives one. */
export async function parkRun(log: EventLog, holder: LeaseHolder, change: Partial<Question> = {}) {
  const run = await startRun(log, holder);
  const approvalId = await ask(log, run, change);
  await park(log, run);
  return { ...run, approvalId, respond: respondTo(run.sessionId, approvalId) };
}

/** Makes commands that answer a question: approve it, if nothing else is said. */
export function respondTo(sessionId: string, approvalId: string) {
  return (change: Partial<CommandOf<'respond-approval'>> = {}): CommandOf<'respond-approval'> => ({
    type: 'respond-approval',
    commandId: createId(),
    sessionId,
    approvalId,
    inputHash,
    decision: 'approve',
    scope: 'once',
    ...change,
  });
}

/** What a decision about the session would see of a question, of its run and of what was granted. */
export function look(log: EventLog, { sessionId, runId }: { sessionId: string; runId: string }, id: string) {
  return commit<{
    approval: ApprovalFacts | undefined;
    run: { status: string; leased: boolean; claimable: boolean } | undefined;
    grants: readonly string[];
  }>(
    log.transact({ sessionId, runIds: [runId], approvalIds: [id] }, (control) => {
      const run = control.runs.find((facts) => facts.runId === runId);
      return {
        events: [],
        reply: {
          approval: control.approvals.find((approval) => approval.approvalId === id),
          run: run && { status: run.status, leased: run.leased, claimable: run.claimable },
          grants: control.grants,
        },
      };
    }),
  );
}

export async function addParticipant(log: EventLog, sessionId: string, userId: string, role: Role) {
  await log.transact({ sessionId }, () => ({
    events: [{ type: 'participant-add', userId, role, actor: alice }],
    reply: undefined,
  }));
}
