import { createId } from '#lib/base/ids.ts';
import type { CommandOf, CommandResults } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { UserPart } from '#lib/protocol/message.ts';
import { hasVisibleText, isTooLong } from '#lib/protocol/user-text.ts';
import type { Decision, NewEvent, SessionControl } from '../session-control.ts';
import { requireDayBudget, type DayBudgets } from './day-budget.ts';
import { requireAccess } from './require-access.ts';

type Send = CommandOf<'send-message'>;
type SendDecision = Decision<CommandResults['send-message']>;

export interface SendContext {
  readonly actor: Actor;
  readonly defaultModel: string;
  readonly maxQueueItems: number;
  readonly maxLiveRuns: number;
  /** Absent: a day may cost whatever it costs. */
  readonly dayBudgets?: DayBudgets | undefined;
}

/** Where a message goes: a run when nothing is live, else the queue. */
export function decideSend(control: SessionControl, command: Send, context: SendContext): SendDecision {
  requireSendable(command.parts);
  if (!control.session && command.create) {
    requireDayBudget(control.spent, context.dayBudgets);
    return requestAnswer(control, command, context, placeOf(control, command, null));
  }
  const session = requireAccess(control, 'send-message', 'send the message');
  if (control.messages.some((message) => message.messageId === command.messageId)) {
    throw new AppError('conflict', 'cannot send the message: its id is taken');
  }
  // Checked also where it is not used: an id of another session refuses the whole command. [X22]
  const parentId = placeOf(control, command, session.tipId);
  requireDayBudget(control.spent, context.dayBudgets);
  const busy = control.runs.some((run) => run.status !== 'ended' && run.parentRunId === undefined);
  if (busy) return queueMessage(control, command, context);
  return requestAnswer(control, command, context, parentId);
}

export function requireSendable(parts: readonly UserPart[]): void {
  if (!hasVisibleText(parts)) throw new AppError('invalid-input', 'cannot send the message: it has no text');
  if (isTooLong(parts))
    throw new AppError('too-long', 'cannot send the message: it has over 100,000 characters');
}

function placeOf(control: SessionControl, command: Send, tipId: string | null): string | null {
  if (command.parentId === undefined) return tipId;
  if (command.parentId === null) return null;
  const parent = control.messages.find((message) => message.messageId === command.parentId);
  if (!parent)
    throw new AppError('not-found', 'cannot send the message: the session has no such parent message');
  return parent.messageId;
}

function queueMessage(control: SessionControl, command: Send, context: SendContext): SendDecision {
  if (control.queue.some((item) => item.itemId === command.messageId)) {
    throw new AppError('conflict', 'cannot send the message: it waits in the queue already');
  }
  if (control.queue.length >= context.maxQueueItems) {
    throw new AppError('queue-full', `cannot queue the message: ${context.maxQueueItems} wait already`);
  }
  const { messageId: itemId, parts, model } = command;
  return {
    events: [{ type: 'queue-add', itemId, parts, actor: context.actor }],
    ...(model === undefined ? {} : { queueModel: { itemId, model } }),
    reply: { placed: 'queue' },
  };
}

function requestAnswer(
  control: SessionControl,
  command: Send,
  context: SendContext,
  parentId: string | null,
): SendDecision {
  if (control.userLiveRuns >= context.maxLiveRuns) {
    throw new AppError('limit', `cannot start an answer: ${context.maxLiveRuns} are running already`);
  }
  const { messageId, parts } = command;
  // A queued item that is sent now leaves the queue in the same batch: it is never in both places, or in none. [C6]
  const queued = control.queue.find((item) => item.itemId === messageId);
  const model = command.model ?? queued?.model ?? context.defaultModel;
  const created: NewEvent[] = control.session ? [] : [{ type: 'session-create', actor: context.actor }];
  const taken: NewEvent[] = queued ? [{ type: 'queue-remove', itemId: messageId, actor: context.actor }] : [];
  const answer = createAnswer({ messageId, parentId, parts, model, actor: context.actor });
  return {
    events: [...created, ...taken, ...answer.events],
    ...(control.session ? {} : { create: { ownerId: context.actor.id, title: null } }),
    requestedBy: context.actor.id,
    reply: { placed: 'run', runId: answer.runId },
  };
}

/** A user's message and the run that answers it, side by side in the log. */
export function createAnswer(message: {
  messageId: string;
  parentId: string | null;
  parts: readonly UserPart[];
  model: string;
  /** Given by the server alone. Default: the one that answers people. */
  agent?: string;
  actor: Actor;
}): { runId: string; events: NewEvent[] } {
  const { messageId: id, parentId, parts, model, agent = 'assistant', actor } = message;
  const runId = createId();
  return {
    runId,
    events: [
      { type: 'message-add', message: { id, parentId, role: 'user', parts: [...parts] }, actor },
      { type: 'run-request', runId, messageId: createId(), parentId: id, agent, model, actor },
    ],
  };
}
