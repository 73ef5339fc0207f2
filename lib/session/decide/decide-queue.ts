import type { CommandOf } from '#lib/protocol/command.ts';
import { AppError } from '#lib/protocol/error.ts';
import type { Actor } from '#lib/protocol/fields.ts';
import type { Decision, SessionControl } from '../session-control.ts';
import { requireSendable } from './decide-send.ts';
import { requireAccess } from './require-access.ts';

type QueueCommand = CommandOf<'queue-edit'> | CommandOf<'queue-move'> | CommandOf<'queue-remove'>;

/** Edits what waits, on whichever device: until a run takes the item, the queue is everybody's. [C6] */
export function decideQueue(
  control: SessionControl,
  command: QueueCommand,
  actor: Actor,
): Decision<undefined> {
  requireAccess(control, command.type, 'change the queue');
  const { itemId } = command;
  requireItem(control, itemId);
  switch (command.type) {
    case 'queue-edit':
      requireSendable(command.parts);
      return { events: [{ type: 'queue-edit', itemId, parts: command.parts, actor }], reply: undefined };
    case 'queue-move':
      if (command.beforeItemId !== null) requireItem(control, command.beforeItemId);
      return {
        events: [{ type: 'queue-move', itemId, beforeItemId: command.beforeItemId, actor }],
        reply: undefined,
      };
    case 'queue-remove':
      return { events: [{ type: 'queue-remove', itemId, actor }], reply: undefined };
  }
}

function requireItem(control: SessionControl, itemId: string): void {
  if (control.queue.some((item) => item.itemId === itemId)) return;
  throw new AppError('not-found', 'cannot change the queue: the item was sent or removed already');
}
