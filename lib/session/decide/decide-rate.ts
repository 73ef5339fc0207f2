import type { CommandOf } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { Decision, SessionControl } from '../session-control.ts';
import { requireAccess } from './require-access.ts';

export function decideRate(
  control: SessionControl,
  command: CommandOf<'rate-message'>,
  actor: Actor,
): Decision<undefined> {
  requireAccess(control, 'rate-message', 'rate the answer');
  const { messageId, value, note } = command;
  const message = control.messages.find((facts) => facts.messageId === messageId);
  if (!message) throw new AppError('not-found', 'cannot rate the answer: the session has no such message');
  if (message.role !== 'assistant')
    throw new AppError('invalid-input', 'cannot rate the message: it is no answer');
  return {
    events: [{ type: 'message-rate', messageId, value, ...(note === undefined ? {} : { note }), actor }],
    reply: undefined,
  };
}
