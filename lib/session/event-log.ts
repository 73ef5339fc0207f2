import type { Emitter } from '#lib/base/emitter.ts';
import type { AckError } from '#lib/protocol/error.ts';
import type { Event } from '#lib/protocol/event.ts';
import type { Message } from '#lib/protocol/message.ts';
import type { CommandReply } from '#lib/protocol/socket.ts';
import type { Decision, NewEvent, SessionControl } from './session-control.ts';

/** How much of a conversation a model is given. */
export const MAX_BRANCH_MESSAGES = 400;

/** One run's batch: appended whole or not at all. [L2] */
export interface AppendMember {
  readonly sessionId: string;
  readonly runId: string;
  /** The epoch of the writer's lease. A stale one changes nothing. [L4] */
  readonly runEpoch: number;
  /**
   * Seq of the last event of the run that its writer wrote or read: the batch follows it. When the run has grown
   * beyond it, this batch was appended before and its answer was lost; the same answer comes again, and nothing else
   * happens.
   */
  readonly after: number;
  readonly events: readonly NewEvent[];
}

export type AppendResult =
  | { readonly status: 'ok'; readonly events: readonly Event[] }
  /** Asked to stop: nothing was appended. [C3] */
  | { readonly status: 'cancelled' }
  /** Another worker has the run, or it has ended: nothing was appended, and never will be. */
  | { readonly status: 'fenced' }
  /** The session is held by something slow: nothing was appended; the member may be tried alone. [L7] */
  | { readonly status: 'locked' };

/** Committed events of one session, with consecutive seqs. */
export interface CommittedBatch {
  readonly sessionId: string;
  readonly events: readonly Event[];
  /** Set when the commit deleted or restored the session. */
  readonly deleted?: boolean;
}

export interface LogPage {
  readonly epoch: string;
  readonly lastSeq: number;
  readonly compactedSeq: number;
  readonly deleted: boolean;
  /** Consecutive, from `after + 1`. */
  readonly events: readonly Event[];
}

export interface TransactInput {
  readonly sessionId: string;
  /** Whose role and live runs the decision asks for. */
  readonly userId?: string;
  /**
   * What is made belongs to the user, so the user must exist until the commit: a guest who signs up at this moment is
   * deleted. Throws AppError `unauthorized`; the command may come again from the new user. [P3]
   */
  readonly userMustExist?: boolean;
  readonly messageIds?: readonly string[];
  readonly runIds?: readonly string[];
  readonly approvalIds?: readonly string[];
  /** Look at what was spent today: for decisions that start an answer. */
  readonly withSpent?: boolean;
  /** `skip`: answer `locked` at once when the session is held. Default: wait, bounded. */
  readonly whenLocked?: 'wait' | 'skip';
  /** Recorded with the decision's reply in the same transaction. [L5] */
  readonly command?: RecordedCommand;
}

export interface RecordedCommand {
  readonly userId: string;
  readonly commandId: string;
  readonly bodyHash: string;
}

export type RecordedReply = { ok: true; reply: CommandReply } | { ok: false; error: AckError };

export type TransactResult<T> =
  | { readonly status: 'ok'; readonly reply: T; readonly lastSeq: number }
  | { readonly status: 'locked' }
  /** The command was recorded before, by this or another node: nothing happened now. */
  | { readonly status: 'recorded' };

/**
 * The durable log of every session. Two stores implement it and pass one contract suite: memory, for the simulator
 * and tests, and Postgres.
 */
export interface EventLog {
  /** Appends batches of runs, results in the order of `members`. A bad or locked member harms no other. [L7] */
  append(members: readonly AppendMember[], options?: { wait?: boolean }): Promise<AppendResult[]>;

  /**
   * Holds the session, shows what is true now, and commits what `decide` returns. `decide` may run again when the
   * store has to start over; what it throws rolls back and is thrown.
   */
  transact<T>(
    input: TransactInput,
    decide: (control: SessionControl) => Decision<T>,
  ): Promise<TransactResult<T>>;

  /** Events after a seq, at most `limit`. Undefined when there is no such session. */
  read(sessionId: string, after: number, limit: number): Promise<LogPage | undefined>;

  /** The events of one run after a seq, by default all, in order. Chunks of an ended run may have been compacted. [L6] */
  readRun(sessionId: string, runId: string, after?: number): Promise<readonly Event[]>;

  /** The branch that ends in a message, oldest first: the newest `MAX_BRANCH_MESSAGES` of it. */
  readBranch(sessionId: string, messageId: string | null): Promise<readonly Message[]>;

  /** Where sessions stand, in no order; those that do not exist are missing. */
  heads(sessionIds: readonly string[]): Promise<{ sessionId: string; lastSeq: number; deleted: boolean }[]>;

  findRecorded(
    userId: string,
    commandId: string,
  ): Promise<(RecordedReply & { bodyHash: string }) | undefined>;
  /** Records a final refusal, unless the command has a reply already. */
  recordRefusal(command: RecordedCommand, error: AckError): Promise<void>;

  /** Every commit of this process, after the commit, in commit order per session. [L3] */
  readonly committed: Emitter<CommittedBatch>;
}
