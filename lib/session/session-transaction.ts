import { AppError } from '#lib/protocol/error.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
import { closeApprovals } from '#lib/db/approval-rows.ts';
import { insertEvents, selectRunEvents } from '#lib/db/event-rows.ts';
import {
  holdUser,
  lockSession,
  selectControl,
  type ControlRows,
  type LockedSession,
} from '#lib/db/session-lock.ts';
import { projectEvent, writeQueue } from '#lib/db/session-projection.ts';
import {
  insertSession,
  raiseReadMark,
  releaseLease,
  updateLease,
  updateSession,
} from '#lib/db/session-write.ts';
import type { Transaction } from '#lib/db/transaction.ts';
import { createId } from '#lib/base/ids.ts';
import { cleanJson } from '#lib/base/clean-text.ts';
import { reduce } from '#lib/state/reduce.ts';
import { createSessionState } from '#lib/state/session-state.ts';
import type { TransactInput } from './event-log.ts';
import {
  nothingSpent,
  type ApprovalFacts,
  type Decision,
  type RunFacts,
  type SessionControl,
} from './session-control.ts';

/** The session was made by somebody else in between: start over and see it. */
export const startOver = Symbol('start over');

export interface Committing<T> {
  readonly reply: T;
  readonly events: readonly Event[];
  readonly deleted: boolean | undefined;
  readonly lastSeq: number;
}

/** Lock, then fresh reads, then the decision, then writes: one transaction of one session. */
export async function decideInTransaction<T>(
  tx: Transaction,
  input: TransactInput,
  decide: (control: SessionControl) => Decision<T>,
): Promise<Committing<T> | typeof startOver | 'locked'> {
  // Before the session, as a guest's move takes them.
  if (input.userMustExist && input.userId !== undefined && !(await holdUser(tx, input.userId))) {
    throw new AppError('unauthorized', 'cannot run the command: the login has ended');
  }
  const locked = await lockSession(tx, input.sessionId, input.whenLocked ?? 'wait');
  if (!locked && input.whenLocked === 'skip') return 'locked';
  const rows = await selectControl(tx, {
    sessionId: input.sessionId,
    userId: input.userId,
    runIds: input.runIds ?? [],
    messageIds: input.messageIds ?? [],
    approvalIds: input.approvalIds ?? [],
    withSpent: input.withSpent ?? false,
  });
  const decision = decide(toControl(locked, rows));
  const session = locked ?? (await createSession(tx, input.sessionId, decision));
  if (session === startOver) return startOver;
  if (decision.claim) await updateLease(tx, decision.claim);
  const events = await writeEvents(tx, session, rows, decision);
  if (decision.readMark) await raiseReadMark(tx, input.sessionId, decision.readMark);
  if (decision.release) await releaseLease(tx, decision.release);
  const lastSeq = session.lastSeq + events.length;
  return { reply: decision.reply, events, deleted: decision.deleted, lastSeq };
}

async function createSession(
  tx: Transaction,
  sessionId: string,
  decision: Decision<unknown>,
): Promise<LockedSession | typeof startOver> {
  if (!decision.create) throw new Error(`cannot append to session ${sessionId}: it does not exist`);
  const { ownerId, title } = decision.create;
  const epoch = createId();
  if (!(await insertSession(tx, { sessionId, ownerId, title, epoch }))) return startOver;
  const titleBy = title === null ? null : 'user';
  return {
    sessionId,
    ownerId,
    title,
    titleBy,
    epoch,
    lastSeq: 0,
    tipId: null,
    archived: false,
    deletedForMs: null,
  };
}

async function writeEvents(
  tx: Transaction,
  session: LockedSession,
  rows: ControlRows,
  decision: Decision<unknown>,
): Promise<Event[]> {
  const { sessionId } = session;
  const at = rows.at;
  const events = await insertEvents(
    tx,
    { sessionId, lastSeq: session.lastSeq, at },
    decision.events.map(cleanJson),
  );
  const state = reduce(
    {
      ...createSessionState(sessionId),
      seq: session.lastSeq,
      title: session.title,
      archived: session.archived,
      tipId: session.tipId,
      queue: rows.queue.map(({ model: _, ...item }) => item),
    },
    events,
  );
  for (const event of events) {
    await projectEvent(tx, sessionId, event, {
      requestedBy: decision.requestedBy ?? session.ownerId,
      finalMessage:
        event.type === 'run-end' ? await foldMessage(tx, sessionId, rows, event.runId) : undefined,
    });
    if (event.type === 'run-end' && rows.approvals.some((asked) => asked.runId === event.runId)) {
      await closeApprovals(tx, event.runId);
    }
  }
  if (events.some((event) => event.type.startsWith('queue-'))) {
    const models = new Map(rows.queue.map((item) => [item.itemId, item.model ?? undefined]));
    if (decision.queueModel) models.set(decision.queueModel.itemId, decision.queueModel.model);
    await writeQueue(
      tx,
      sessionId,
      state.queue.map((item) => ({ ...item, model: models.get(item.itemId) })),
    );
  }
  if (events.length > 0 || decision.deleted !== undefined) {
    await updateSession(tx, sessionId, {
      lastSeq: session.lastSeq + events.length,
      tipId: state.tipId,
      title: state.title,
      titleBy: decision.titleBy ?? session.titleBy,
      archived: state.archived,
      ...(events.some(movesSession) ? { touchedAt: at } : {}),
      ...(decision.deleted === undefined ? {} : { deleted: decision.deleted }),
    });
  }
  return events;
}

const movesSession = (event: Event) =>
  event.type === 'session-create' || event.type === 'message-add' || event.type === 'run-end';

/** The fold of a run's own events, from the log and not from a writer's memory: so its message is what L6 keeps. */
async function foldMessage(
  tx: Transaction,
  sessionId: string,
  rows: ControlRows,
  runId: string,
): Promise<Message | undefined> {
  const run = rows.runs.find((facts) => facts.runId === runId);
  if (!run || run.parentRunId !== null) return undefined;
  const events = await selectRunEvents(tx, { sessionId, runIds: [runId], fromSeq: run.requestedSeq });
  return reduce(createSessionState(sessionId), events).messages.get(run.messageId);
}

function toControl(session: LockedSession | undefined, rows: ControlRows): SessionControl {
  return {
    session: session && { ...session, deletedForMs: session.deletedForMs ?? undefined },
    role: rows.role ?? undefined,
    runs: rows.runs.map(toRunFacts),
    queue: rows.queue.map((item) => ({ ...item, model: item.model ?? undefined })),
    messages: rows.messages,
    approvals: rows.approvals.map(toApprovalFacts),
    grants: rows.grants,
    userLiveRuns: rows.userLiveRuns,
    spent: rows.spent ?? nothingSpent,
  };
}

function toRunFacts({ available, parentRunId, skill, ...run }: ControlRows['runs'][number]): RunFacts {
  return {
    ...run,
    parentRunId: parentRunId ?? undefined,
    skill: skill ?? undefined,
    claimable: run.status !== 'ended' && !run.leased && (run.status === 'running' || available),
  };
}

function toApprovalFacts({
  decidedBy,
  scope,
  reason,
  ...row
}: ControlRows['approvals'][number]): ApprovalFacts {
  return {
    ...row,
    expired: row.expiresInMs <= 0,
    decidedBy: decidedBy ?? undefined,
    scope: scope ?? undefined,
    reason: reason ?? undefined,
  };
}
