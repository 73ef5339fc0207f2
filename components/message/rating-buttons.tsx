'use client';

import { useState } from 'react';
import { Popover } from 'radix-ui';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { toast } from 'sonner';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { Message } from '#lib/protocol/message.ts';
import { toRefusalWords } from '../status/refusal-words.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { RatingNote } from './rating-note.tsx';

/** A second press takes a rating back. Thumbs down asks why; the rating counts without an answer. */
export function RatingButtons({ messageId, rating }: { messageId: string; rating: Message['rating'] }) {
  const actions = useSessionActions();
  const [isAsking, setIsAsking] = useState(false);

  const rate = (value: 1 | -1 | 0, note?: string) => {
    void actions.rate(messageId, value, note).then((ack) => {
      if (!ack.ok) toast.error('The rating was not kept', { description: toRefusalWords(ack.error) });
    });
  };
  const onDown = () => {
    rate(rating === -1 ? 0 : -1);
    setIsAsking(rating !== -1);
  };

  return (
    <>
      <IconButton
        icon={ThumbsUp}
        size="small"
        label="Good answer"
        aria-pressed={rating === 1}
        onClick={() => rate(rating === 1 ? 0 : 1)}
      />
      <Popover.Root open={isAsking} onOpenChange={setIsAsking}>
        <Popover.Anchor asChild>
          <span>
            <IconButton
              icon={ThumbsDown}
              size="small"
              label="Bad answer"
              aria-pressed={rating === -1}
              onClick={onDown}
            />
          </span>
        </Popover.Anchor>
        <Popover.Portal>
          <Popover.Content
            align="start"
            sideOffset={6}
            collisionPadding={12}
            aria-label="What was wrong?"
            className="z-50 w-80 max-w-[calc(100vw-1.5rem)] animate-rise rounded-md border border-line bg-raised p-4 shadow-lift"
          >
            <RatingNote
              onSend={(note) => {
                rate(-1, note);
                setIsAsking(false);
              }}
            />
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
    </>
  );
}
