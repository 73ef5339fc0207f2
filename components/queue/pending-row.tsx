'use client';

import type { PendingMessage } from '#lib/client/session-view.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import { toRefusalWords } from '../status/refusal-words.ts';
import { Button } from '../ui/button.tsx';

const words = {
  sending: 'Sending',
  waiting: 'Waiting for connection',
  failed: 'Not queued',
} satisfies Record<PendingMessage['status'], string>;

/** A message on its way into the queue. */
export function PendingRow({ pending }: { pending: PendingMessage }) {
  const { retry, discard } = useSessionActions();
  return (
    <li
      data-send-state={pending.status}
      className="flex min-h-9 flex-wrap items-center gap-2 rounded-md pr-1.5 pl-2.5 text-sm"
    >
      <span className="min-w-0 flex-1 truncate py-1 text-ink-soft">{pending.text}</span>
      <span className={pending.status === 'failed' ? 'text-xs text-coral' : 'text-xs text-ink-soft'}>
        {words[pending.status]}
        {pending.error && `: ${toRefusalWords(pending.error)}`}
      </span>
      {pending.status === 'failed' && (
        <span className="flex gap-1.5">
          <Button size="small" onClick={() => retry(pending.messageId)}>
            Retry
          </Button>
          <Button size="small" onClick={() => discard(pending.messageId)}>
            Discard
          </Button>
        </span>
      )}
    </li>
  );
}
