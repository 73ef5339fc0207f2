'use client';

import { memo, useState } from 'react';
import { ArrowDown, ArrowUp, Pencil, X } from 'lucide-react';
import type { CommandOutcome } from '#lib/client/session-actions.ts';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { QueueItem } from '#lib/protocol/snapshot.ts';
import { textOf } from '#lib/state/selectors.ts';
import { sayRefused } from '../status/say-refused.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { QueueEditor } from './queue-editor.tsx';

export interface QueueRowProps {
  item: QueueItem;
  isPaused: boolean;
  /** Absent for the first. */
  previousId: string | undefined;
  /** Null: to the very end. Absent for the last. */
  afterNextId: string | null | undefined;
}

export const QueueRow = memo(function QueueRow({ item, isPaused, previousId, afterNextId }: QueueRowProps) {
  const { queueEdit, queueMove, queueRemove, sendQueuedNow } = useSessionActions();
  const [isEditing, setIsEditing] = useState(false);
  const text = textOf(item);
  const sendNow = () => {
    const outcome = sendQueuedNow(item.itemId);
    if (!outcome.ok) sayRefused('The message was not sent', outcome.error);
  };

  if (isEditing) {
    const save = (next: string) => {
      setIsEditing(false);
      if (next !== text) report(queueEdit(item.itemId, next));
    };
    return <QueueEditor text={text} onSave={save} onCancel={() => setIsEditing(false)} />;
  }
  return (
    <li className="group flex min-h-9 items-center gap-1 rounded-md pr-1 pl-2.5 hover:bg-hover pointer-coarse:flex-wrap">
      <span className="min-w-0 flex-1 truncate py-1 text-sm pointer-coarse:basis-full">{text}</span>
      {isPaused && (
        <Button size="small" onClick={sendNow}>
          Send now
        </Button>
      )}
      <span className="flex pointer-coarse:ml-auto">
        {previousId !== undefined && (
          <IconButton
            icon={ArrowUp}
            size="small"
            label="Move up"
            onClick={() => report(queueMove(item.itemId, previousId))}
          />
        )}
        {afterNextId !== undefined && (
          <IconButton
            icon={ArrowDown}
            size="small"
            label="Move down"
            onClick={() => report(queueMove(item.itemId, afterNextId))}
          />
        )}
        <IconButton icon={Pencil} size="small" label="Edit" onClick={() => setIsEditing(true)} />
        <IconButton icon={X} size="small" label="Remove" onClick={() => report(queueRemove(item.itemId))} />
      </span>
    </li>
  );
});

/** An item that was taken meanwhile can't be changed any more: that is worth a word. */
function report(outcome: CommandOutcome): void {
  void outcome.then((ack) => {
    if (!ack.ok) sayRefused('The queue was not changed', ack.error);
  });
}
