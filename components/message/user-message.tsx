'use client';

import type { Message } from '#lib/protocol/message.ts';
import { textOf } from '#lib/state/selectors.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { LocalTime } from '../ui/local-time.tsx';
import { UserBubble } from './user-bubble.tsx';

export function UserMessage({ message }: { message: Message }) {
  const text = textOf(message);
  return (
    <UserBubble messageId={message.id} text={text} sendState="sent">
      <span className="flex items-center gap-1.5 opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 pointer-coarse:opacity-100">
        <LocalTime at={message.createdAt} />
        <span aria-hidden>·</span>
        <span>Sent</span>
        <CopyButton
          size="small"
          label="Copy message"
          getText={() => text}
          className="pointer-coarse:hidden"
        />
      </span>
    </UserBubble>
  );
}
