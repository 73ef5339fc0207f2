'use client';

import { useRef, useState } from 'react';
import dynamic from 'next/dynamic';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useSessionActions } from '#lib/client/use-session-actions.ts';
import type { Message } from '#lib/protocol/message.ts';
import { sayRefused } from '../status/say-refused.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { preload } from '../ui/preload.ts';
import { loadReasons } from './load-reasons.ts';

const RatingReasons = dynamic(() => loadReasons().then((module) => module.RatingReasons), { ssr: false });

/** A second press takes a rating back. Thumbs down asks why; the rating counts without an answer. */
export function RatingButtons({ messageId, rating }: { messageId: string; rating: Message['rating'] }) {
  const actions = useSessionActions();
  const downRef = useRef<HTMLButtonElement>(null);
  const [isAsking, setIsAsking] = useState(false);

  const rate = (value: 1 | -1 | 0, note?: string) => {
    void actions.rate(messageId, value, note).then((ack) => {
      if (!ack.ok) sayRefused('The rating was not kept', ack.error);
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
      <IconButton
        ref={downRef}
        icon={ThumbsDown}
        size="small"
        label="Bad answer"
        aria-pressed={rating === -1}
        aria-haspopup="dialog"
        aria-expanded={isAsking}
        onPointerEnter={() => preload(loadReasons)}
        onFocus={() => preload(loadReasons)}
        onClick={onDown}
      />
      {isAsking && (
        <RatingReasons
          buttonRef={downRef}
          onClose={() => setIsAsking(false)}
          onSend={(note) => note !== undefined && rate(-1, note)}
        />
      )}
    </>
  );
}
