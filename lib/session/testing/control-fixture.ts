import { createId } from '#lib/base/ids.ts';
import type { ErrorCode } from '#lib/protocol/error.ts';
import { AppError } from '#lib/protocol/error.ts';
import {
  nothingSpent,
  type ApprovalFacts,
  type QueueFacts,
  type RunFacts,
  type SessionControl,
  type SessionFacts,
} from '../session-control.ts';
import { alice } from './log-fixture.ts';

/** What a decision sees, by default: an idle session of three events that alice owns. */
export function createControl(change: Partial<SessionControl> = {}): SessionControl {
  return {
    session: createFacts(),
    role: 'owner',
    runs: [],
    queue: [],
    messages: [],
    approvals: [],
    grants: [],
    userLiveRuns: 0,
    spent: nothingSpent,
    ...change,
  };
}

export function createFacts(change: Partial<SessionFacts> = {}): SessionFacts {
  return {
    sessionId: createId(),
    ownerId: alice.id,
    title: null,
    titleBy: null,
    epoch: 'epoch',
    lastSeq: 3,
    tipId: createId(),
    archived: false,
    deletedForMs: undefined,
    ...change,
  };
}

/** A run that a worker holds, in its first attempt. */
export function createRun(change: Partial<RunFacts> = {}): RunFacts {
  return {
    runId: createId(),
    messageId: createId(),
    parentRunId: undefined,
    agent: 'assistant',
    model: 'demo:coral',
    status: 'running',
    epoch: 1,
    attempt: 1,
    leased: true,
    claimable: false,
    cancelRequested: false,
    requestedSeq: 3,
    skill: undefined,
    ...change,
  };
}

export function createQueued(change: Partial<QueueFacts> = {}): QueueFacts {
  return {
    itemId: createId(),
    parts: [{ type: 'text', text: 'queued' }],
    model: undefined,
    actor: alice,
    ...change,
  };
}

/** A question of a live run, open for another minute. */
export function createApproval(change: Partial<ApprovalFacts> = {}): ApprovalFacts {
  return {
    approvalId: createId(),
    runId: createId(),
    toolCallId: 't1-1-1',
    toolName: 'execute_sql',
    inputHash: 'h',
    why: 'policy',
    sessionScope: true,
    status: 'requested',
    expired: false,
    expiresInMs: 60_000,
    decidedBy: undefined,
    scope: undefined,
    reason: undefined,
    ...change,
  };
}

export const missing = createControl({ session: undefined, role: undefined });
export const stranger = createControl({ role: undefined });
export const deleted = createControl({ session: createFacts({ deletedForMs: 500 }) });

/** The code that a decision refuses with; what it decided when it does not. */
export function refusalOf(decide: () => unknown): ErrorCode | { decided: unknown } {
  try {
    return { decided: decide() };
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}
