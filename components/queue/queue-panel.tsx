'use client';

import { useSession } from '#lib/client/use-session.ts';
import { isQueuePaused } from '#lib/state/selectors.ts';
import { isSameList, selectPendingQueued } from '../transcript/select-transcript.ts';
import { PendingRow } from './pending-row.tsx';
import { QueueRow } from './queue-row.tsx';

/** Messages that wait for the answer to end, the same on every device. */
export function QueuePanel() {
  const queue = useSession((view) => view.state.queue);
  const isPaused = useSession((view) => isQueuePaused(view.state));
  const pending = useSession(selectPendingQueued, isSameList);
  const count = queue.length + pending.length;
  if (count === 0) return null;
  return (
    <section aria-label="Queue" className="mb-2 animate-rise rounded-lg border border-line bg-sunken">
      <p className="flex items-baseline gap-2 px-4 pt-2.5 text-xs text-ink-soft">
        <span className="font-semibold text-ink">
          {count} {count === 1 ? 'message' : 'messages'} queued
        </span>
        {isPaused ? 'Paused until you send one' : 'Sent when the answer has ended'}
      </p>
      <ol className="max-h-[30dvh] overflow-y-auto p-1.5">
        {queue.map((item, index) => (
          <QueueRow
            key={item.itemId}
            item={item}
            isPaused={isPaused}
            previousId={queue[index - 1]?.itemId}
            /* Moving down is moving before the one after the next. */
            afterNextId={index + 1 < queue.length ? (queue[index + 2]?.itemId ?? null) : undefined}
          />
        ))}
        {pending.map((each) => (
          <PendingRow key={each.messageId} pending={each} />
        ))}
      </ol>
    </section>
  );
}
