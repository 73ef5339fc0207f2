import type { ApprovalReason, ApprovalScope, EventBody, RunEndReason } from '#lib/protocol/event.ts';
import type { Actor, Role, SkillRef, Usage } from '#lib/protocol/fields.ts';
import type { MessageRole, MessageStatus, Part } from '#lib/protocol/message.ts';

/** What a decision may look at: read from the store while it holds the session, so it is true until the commit. */
export interface SessionControl {
  /** Undefined when there is no such session. */
  readonly session: SessionFacts | undefined;
  /** Role of the asking user; undefined when the user takes no part. */
  readonly role: Role | undefined;
  /** Runs that have not ended, oldest first, and the runs that were asked for by id. */
  readonly runs: readonly RunFacts[];
  readonly queue: readonly QueueFacts[];
  /** Those of the asked-for messages that exist in this session. */
  readonly messages: readonly MessageFacts[];
  /** Questions of live runs, and those that were asked for by id, whatever became of them. */
  readonly approvals: readonly ApprovalFacts[];
  /** Names of the tools that were approved for the whole session. */
  readonly grants: readonly string[];
  /**
   * Live root runs of the asking user, parked ones too, over all sessions. Of other sessions nothing is held: sends at
   * one moment may each find room for one more run, so a limit on it may be passed by as many.
   */
  readonly userLiveRuns: number;
  /** What today's ended runs cost the asking user, or who queued the first item. Nothing, unless it was asked for. */
  readonly spent: SpentFacts;
}

/** US dollars of a day (UTC, by the store's clock), where prices are known. */
export interface SpentFacts {
  readonly userUsd: number;
  readonly everybodyUsd: number;
  readonly untilTomorrowMs: number;
}

export const nothingSpent: SpentFacts = { userUsd: 0, everybodyUsd: 0, untilTomorrowMs: 0 };

export interface SessionFacts {
  readonly sessionId: string;
  readonly ownerId: string;
  readonly title: string | null;
  readonly titleBy: 'user' | 'model' | null;
  readonly epoch: string;
  readonly lastSeq: number;
  readonly tipId: string | null;
  readonly archived: boolean;
  /** How long ago the session was deleted; undefined when it is not. */
  readonly deletedForMs: number | undefined;
}

export type RunRowStatus = 'requested' | 'running' | 'suspended' | 'ended';

export interface RunFacts {
  readonly runId: string;
  readonly messageId: string;
  readonly parentRunId: string | undefined;
  readonly agent: string;
  readonly model: string;
  readonly status: RunRowStatus;
  readonly epoch: number;
  readonly attempt: number;
  /** A worker holds the lease: it has not expired and its holder is connected. */
  readonly leased: boolean;
  /** It may be claimed now: not ended, not leased, and its time has come. */
  readonly claimable: boolean;
  readonly cancelRequested: boolean;
  readonly requestedSeq: number;
  readonly skill: SkillRef | undefined;
}

export interface QueueFacts {
  readonly itemId: string;
  readonly parts: Part[];
  readonly model: string | undefined;
  readonly actor: Actor;
}

export interface MessageFacts {
  readonly messageId: string;
  readonly parentId: string | null;
  readonly role: MessageRole;
  readonly status: MessageStatus;
}

export interface ApprovalFacts {
  readonly approvalId: string;
  readonly runId: string;
  readonly toolCallId: string;
  readonly toolName: string;
  readonly inputHash: string;
  readonly why: ApprovalReason;
  readonly sessionScope: boolean;
  /** `expired` also when its run ended first. */
  readonly status: 'requested' | 'approved' | 'denied' | 'expired';
  /** Its time is over, by the store's clock, whether or not that was noted. */
  readonly expired: boolean;
  /** Until then, by the store's clock; not above 0 when its time is over. */
  readonly expiresInMs: number;
  readonly decidedBy: Actor | undefined;
  readonly scope: ApprovalScope | undefined;
  readonly reason: string | undefined;
}

export type NewEvent = EventBody & { actor: Actor };

/** What shall happen, whole or not at all. Rows follow from the events; the rest says what events do not. */
export interface Decision<T> {
  readonly events: readonly NewEvent[];
  /** Makes the session first. */
  readonly create?: { ownerId: string; title: string | null };
  /** Takes the lease of a run: raises its epoch. Goes with its `run-start`. */
  readonly claim?: LeaseClaim;
  /** Gives a lease back. The run is claimable after `availableInMs`. */
  readonly release?: { runId: string; status: 'requested' | 'suspended'; availableInMs: number };
  readonly deleted?: boolean;
  readonly titleBy?: 'user' | 'model';
  /** Models of queued items, by item id: a choice that is not part of the event. */
  readonly queueModel?: { itemId: string; model: string };
  readonly requestedBy?: string;
  /** How far a participant has read. */
  readonly readMark?: { userId: string; seq: number };
  readonly reply: T;
}

export interface LeaseClaim {
  readonly runId: string;
  readonly holder: LeaseHolder;
  readonly leaseMs: number;
}

export interface LeaseHolder {
  readonly name: string;
  /** The advisory lock that the holder keeps while its database connection lives. */
  readonly lock: string;
}

export interface RunEnding {
  readonly reason: RunEndReason;
  readonly code?: string;
  readonly usage?: Usage;
}
