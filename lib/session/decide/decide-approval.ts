import type { CommandOf, CommandResults } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { ApprovalReason } from '#lib/protocol/event.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { ApprovalFacts, Decision, NewEvent, SessionControl } from '../session-control.ts';
import { agentActor, endRun, findHeld, type Fenced } from './decide-run.ts';
import { requireAccess } from './require-access.ts';

export interface Question {
  readonly approvalId: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly inputHash: string;
  readonly why: ApprovalReason;
  readonly sessionScope: boolean;
  readonly expiresAt: string;
}

interface Held {
  readonly runId: string;
  readonly runEpoch: number;
}

const fenced = { events: [], reply: { status: 'fenced' as const } };

/** Puts questions to people. One that was put already is not put again, and a call has one open question at a time. */
export function decideAsk(
  control: SessionControl,
  ask: Held & { questions: readonly Question[] },
): Decision<{ status: 'asked' } | { status: 'cancelled' } | Fenced> {
  const run = findHeld(control, ask);
  if (!run) return fenced;
  if (run.cancelRequested) return { events: [], reply: { status: 'cancelled' } };
  const { runId } = run;
  const isAsked = (question: Question) =>
    control.approvals.some(
      (asked) =>
        asked.approvalId === question.approvalId ||
        (asked.runId === runId && asked.toolCallId === question.toolCallId && isOpen(asked)),
    );
  const events = ask.questions
    .filter((question) => !isAsked(question))
    .map((question): NewEvent => ({
      type: 'approval-request',
      runId,
      ...question,
      actor: agentActor(run.agent),
    }));
  return { events, reply: { status: 'asked' } };
}

/**
 * Gives the lease back until the open questions are answered, the first of them expires or somebody stops the run.
 * `continue`: nothing is open any more, the lease stays. `released`: it was to be stopped, and has ended.
 */
export function decidePark(
  control: SessionControl,
  held: Held,
): Decision<{ status: 'parked' } | { status: 'continue' } | { status: 'released' } | Fenced> {
  const run = findHeld(control, held);
  if (!run) return fenced;
  const { runId } = run;
  if (run.cancelRequested) {
    const { events } = endRun(control, run, { reason: 'cancelled' }, run.model);
    return { events, reply: { status: 'released' } };
  }
  const open = control.approvals.filter((approval) => approval.runId === runId && isOpen(approval));
  if (open.length === 0) return { events: [], reply: { status: 'continue' } };
  const waitingFor = open.map((approval) => approval.approvalId);
  const availableInMs = Math.min(...open.map((approval) => approval.expiresInMs));
  return {
    events: [{ type: 'run-suspend', runId, waitingFor, actor: agentActor(run.agent) }],
    release: { runId, status: 'suspended', availableInMs },
    reply: { status: 'parked' },
  };
}

/** Closes the run's questions whose time is over, by the store's clock. */
export function decideExpire(
  control: SessionControl,
  held: Held,
): Decision<{ status: 'expired'; expired: number } | Fenced> {
  const run = findHeld(control, held);
  if (!run) return fenced;
  const events = control.approvals
    .filter(({ runId, status, expired }) => runId === run.runId && status === 'requested' && expired)
    .map(({ approvalId, runId, toolCallId, inputHash }): NewEvent => ({
      type: 'approval-expire',
      approvalId,
      runId,
      toolCallId,
      inputHash,
      actor: agentActor(run.agent),
    }));
  return { events, reply: { status: 'expired', expired: events.length } };
}

/** A person's answer. The first one counts; a parked run goes on with the answer to its last open question. [A2] */
export function decideRespond(
  control: SessionControl,
  command: CommandOf<'respond-approval'>,
  actor: Actor,
): Decision<CommandResults['respond-approval']> {
  requireAccess(control, 'respond-approval', 'answer the question');
  const asked = control.approvals.find((approval) => approval.approvalId === command.approvalId);
  if (!asked) throw new AppError('not-found', 'cannot answer the question: the session has no such question');
  requireAnswerable(control, asked, command.inputHash);
  const { decision, reason } = command;
  if (decision === 'approve' && command.scope === 'session' && !asked.sessionScope) {
    throw new AppError('forbidden', 'cannot allow the tool for the session: it asks each time');
  }
  const { approvalId, runId, toolCallId, inputHash } = asked;
  const scope = decision === 'approve' ? { scope: command.scope } : {};
  const run = control.runs.find((facts) => facts.runId === runId);
  const isWaiting = control.approvals.some(
    (other) => other.runId === runId && other.approvalId !== approvalId && isOpen(other),
  );
  return {
    events: [
      {
        type: 'approval-response',
        approvalId,
        runId,
        toolCallId,
        inputHash,
        decision,
        ...scope,
        ...(reason === undefined ? {} : { reason }),
        actor,
      },
    ],
    ...(run?.status === 'suspended' && !isWaiting
      ? { release: { runId, status: 'requested', availableInMs: 0 } }
      : {}),
    reply: { decision, by: nameOf(actor) },
  };
}

/** Every way in which an answer comes too late, or is an answer to something else. [A1] [A2] [C3] */
function requireAnswerable(control: SessionControl, asked: ApprovalFacts, inputHash: string): void {
  const refuse = (why: string) => new AppError('conflict', `cannot answer the question: ${why}`);
  if (asked.status === 'approved' || asked.status === 'denied') {
    throw refuse(`${nameOf(asked.decidedBy)} ${asked.status} it already`);
  }
  const run = control.runs.find((facts) => facts.runId === asked.runId);
  if (!run || run.status === 'ended') throw refuse('the answer that asked it has ended');
  if (run.cancelRequested) throw refuse('the answer that asked it was stopped');
  if (asked.status === 'expired' || asked.expired) throw refuse('its time is over');
  if (asked.inputHash !== inputHash) throw refuse('the tool’s input is not the one that was shown');
}

/** A question that somebody may still answer. */
function isOpen(approval: ApprovalFacts): boolean {
  return approval.status === 'requested' && !approval.expired;
}

function nameOf(actor: Actor | undefined): string {
  return actor?.name ?? 'someone';
}
