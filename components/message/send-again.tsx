'use client';

import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { Button } from '../ui/button.tsx';

/** Sends what the answer was to, once more, as a new message. */
export function SendAgain({ message }: { message: Message }) {
  const { send } = useSessionActions();
  const question = useSession((view) =>
    message.parentId === null ? undefined : view.state.messages.get(message.parentId),
  );
  if (question?.role !== 'user') return null;
  return (
    <Button size="small" onClick={() => send(textOf(question))}>
      Retry
    </Button>
  );
}
