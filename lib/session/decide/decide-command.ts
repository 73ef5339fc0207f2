import { assertNever } from '#lib/base/assert.ts';
import type { Command } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Decision, SessionControl } from '../session-control.ts';
import { decideRespond } from './decide-approval.ts';
import { decideCancel } from './decide-cancel.ts';
import { decideQueue } from './decide-queue.ts';
import { decideRate } from './decide-rate.ts';
import { decideMarkRead } from './decide-mark-read.ts';
import { decideSend, type SendContext } from './decide-send.ts';
import { decideArchive, decideCreate, decideDelete, decideRename, decideRestore } from './decide-session.ts';

/** Every command of the protocol, to what it does. */
export function decideCommand(
  control: SessionControl,
  command: Command,
  context: SendContext,
): Decision<unknown> {
  const { actor, defaultModel } = context;
  switch (command.type) {
    case 'create-session':
      return decideCreate(control, { actor, title: command.title });
    case 'send-message':
      if (command.whenBusy !== undefined && command.whenBusy !== 'queue') {
        throw new AppError(
          'invalid-input',
          `cannot send the message: "${command.whenBusy}" is not supported yet`,
        );
      }
      return decideSend(control, command, context);
    case 'cancel-run':
      return decideCancel(control, { runId: command.runId, actor, defaultModel });
    case 'queue-edit':
    case 'queue-move':
    case 'queue-remove':
      return decideQueue(control, command, actor);
    case 'rename-session':
      return decideRename(control, { title: command.title, actor });
    case 'archive-session':
      return decideArchive(control, { archived: command.archived, actor });
    case 'delete-session':
      return decideDelete(control, { actor, defaultModel });
    case 'restore-session':
      return decideRestore(control);
    case 'mark-read':
      return decideMarkRead(control, { userId: actor.id, seq: command.seq });
    case 'rate-message':
      return decideRate(control, command, actor);
    case 'respond-approval':
      return decideRespond(control, command, actor);
    case 'edit-message':
    case 'regenerate-message':
    case 'fork-session':
      throw new AppError('invalid-input', `cannot ${command.type}: it is not supported yet`);
    default:
      return assertNever(command);
  }
}

/** The ids that a command speaks of: their facts are read with the session's. */
export function idsOf(command: Command): { messageIds: string[]; runIds: string[]; approvalIds: string[] } {
  const messageIds = 'messageId' in command ? [command.messageId] : [];
  if (command.type === 'send-message' && command.parentId) messageIds.push(command.parentId);
  return {
    messageIds,
    runIds: 'runId' in command ? [command.runId] : [],
    approvalIds: 'approvalId' in command ? [command.approvalId] : [],
  };
}
