'use client';

import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { sayRefused } from '../status/say-refused.ts';
import { Button } from '../ui/button.tsx';

/** Sends what the answer was to, once more, as a new message to the same model. */
export function SendAgain({ message }: { message: Message }) {
  const { send } = useSessionActions();
  const isReader = useSession((view) => view.role === 'viewer');
  const question = useSession((view) =>
    message.parentId === null ? undefined : view.state.messages.get(message.parentId),
  );
  if (isReader || question?.role !== 'user') return null;
  const sendAgain = () => {
    const outcome = send(textOf(question), {
      whenBusy: 'queue',
      ...(message.model === undefined ? {} : { model: message.model }),
    });
    if (!outcome.ok) sayRefused('The message was not sent', outcome.error);
  };
  return (
    <Button size="small" onClick={sendAgain}>
      Retry
    </Button>
  );
}
