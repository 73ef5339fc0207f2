'use client';

import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { Message } from '#lib/protocol/message.ts';
import { sayRefused } from '../status/say-refused.ts';
import { Button } from '../ui/button.tsx';

const words = 'Go on where you stopped.';

/** Tells the same model to go on, as a message that everyone sees. */
export function ContinueAnswer({ message }: { message: Message }) {
  const { send } = useSessionActions();
  const isReader = useSession((view) => view.role === 'viewer');
  const goOn = () => {
    const outcome = send(words, {
      whenBusy: 'queue',
      ...(message.model === undefined ? {} : { model: message.model }),
    });
    if (!outcome.ok) sayRefused('The message was not sent', outcome.error);
  };
  if (isReader) return null;
  return (
    <Button size="small" onClick={goOn}>
      Continue
    </Button>
  );
}
