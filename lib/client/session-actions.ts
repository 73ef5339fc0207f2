import type { AckError } from '#lib/protocol/error.ts';
import type { ApprovalScope } from '#lib/protocol/event.ts';
import type { Ack, CommandReply } from '#lib/protocol/socket.ts';

export interface SendOptions {
  whenBusy?: 'queue' | 'steer' | 'interrupt';
  /** Absent: at the tip of the default branch, the server decides. Null: a new root. */
  parentId?: string | null;
  model?: string;
}

/** `ok` means that it has its bubble and is in the outbox; what becomes of it is told by `SessionView.pending`. */
export type SendOutcome = { ok: true; messageId: string } | { ok: false; error: AckError };

export interface ApprovalAnswer {
  /** Of the approval as it was shown. */
  inputHash: string;
  decision: 'approve' | 'deny';
  reason?: string;
  /** `session`: also for the next calls of the tool in this session. */
  scope: ApprovalScope;
}

/** Resolves when the server has answered; while offline, that is after the connection is back. Never rejects. */
export type CommandOutcome = Promise<Ack<CommandReply>>;

/** What a person can do in one session. The object and its functions keep their identity. */
export interface SessionActions {
  /**
   * Text that is empty or too long is refused at once and nothing is stored. Text that equals the session's draft
   * empties the draft; its stored copy goes only after the outbox has the message.
   */
  send(text: string, options?: SendOptions): SendOutcome;
  /** Sends a failed message again under the same command id, so that it has one effect. [L5] */
  retry(messageId: string): void;
  /** Forgets a failed or waiting message and returns its text, for the composer. */
  discard(messageId: string): string | undefined;
  /** Cancels the live run. A run that has ended meanwhile counts as stopped. Undefined when nothing is live. */
  stop(): CommandOutcome | undefined;
  /** Cancels one run, a sub-agent's for example. */
  cancelRun(runId: string): CommandOutcome;
  queueEdit(itemId: string, text: string): CommandOutcome;
  /** Puts an item before another one; null puts it last. */
  queueMove(itemId: string, beforeItemId: string | null): CommandOutcome;
  queueRemove(itemId: string): CommandOutcome;
  /** Takes an item from a paused queue and runs it now. */
  sendQueuedNow(itemId: string): SendOutcome;
  rate(messageId: string, value: 1 | -1 | 0, note?: string): CommandOutcome;
  /**
   * Answers the question whether a tool may run, on the very input that was shown. `conflict`: somebody was first, or
   * it is too late; the error's message says who decided and what. [A1] [A2]
   */
  respondApproval(approvalId: string, answer: ApprovalAnswer): CommandOutcome;
  /** Call while the end of the transcript is in sight: says so to the server now and then, when the page is visible. */
  markRead(): void;
  /** Loads the page before the loaded window; does nothing while one is loading or when there is none. */
  loadOlder(): void;
}
