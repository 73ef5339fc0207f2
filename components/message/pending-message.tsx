'use client';

import { memo } from 'react';
import { CircleAlert, Clock3, CloudOff, type LucideIcon } from 'lucide-react';
import type { PendingMessage } from '#lib/client/session-view.ts';
import { useDraft } from '#lib/client/use-draft.ts';
import { useSession } from '#lib/client/use-session.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import { focusComposer } from '../composer/focus-composer.ts';
import { toRefusalWords } from '../status/refusal-words.ts';
import { Button } from '../ui/button.tsx';
import { UserBubble } from './user-bubble.tsx';

const looks = {
  sending: { icon: Clock3, words: 'Sending' },
  waiting: { icon: CloudOff, words: 'Waiting for connection' },
  failed: { icon: CircleAlert, words: 'Not sent' },
} satisfies Record<PendingMessage['status'], { icon: LucideIcon; words: string }>;

/** An own message on its way. */
export const PendingBubble = memo(function PendingBubble({ pending }: { pending: PendingMessage }) {
  const { icon: Icon, words } = looks[pending.status];
  const reason = pending.error ? toRefusalWords(pending.error) : undefined;
  return (
    <UserBubble messageId={pending.messageId} text={pending.text} sendState={pending.status}>
      {pending.status === 'failed' ? (
        <FailedActions pending={pending} reason={reason} />
      ) : (
        <span className="flex items-center gap-1.5">
          <Icon aria-hidden className="size-3.5" strokeWidth={1.75} />
          {words}
          {reason && <span>: {reason}</span>}
        </span>
      )}
    </UserBubble>
  );
});

function FailedActions({ pending, reason }: { pending: PendingMessage; reason: string | undefined }) {
  const { retry, discard } = useSessionActions();
  const [draft, setDraft] = useDraft(useSession((view) => view.sessionId));
  const edit = () => {
    const text = discard(pending.messageId) ?? pending.text;
    setDraft(draft === '' ? text : `${text}\n\n${draft}`);
    focusComposer();
  };
  return (
    <div role="alert" className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1.5">
      <span className="flex items-center gap-1.5 text-coral">
        <CircleAlert aria-hidden className="size-3.5 shrink-0" strokeWidth={1.75} />
        {looks.failed.words}
        {reason && `: ${reason}`}
      </span>
      <span className="flex gap-1.5">
        <Button size="small" onClick={() => retry(pending.messageId)}>
          Retry
        </Button>
        <Button size="small" onClick={edit}>
          Edit
        </Button>
        <Button size="small" onClick={() => discard(pending.messageId)}>
          Discard
        </Button>
      </span>
    </div>
  );
}
