'use client';

import { memo, type ComponentType } from 'react';
import type { Message, MessageRole } from '#lib/protocol/message.ts';
import type { Run } from '#lib/protocol/snapshot.ts';
import { AssistantMessage } from './assistant-message.tsx';
import { UserMessage } from './user-message.tsx';

export interface MessageItemProps {
  message: Message;
  run: Run | undefined;
  isLast: boolean;
}

const views = {
  user: UserMessage,
  assistant: AssistantMessage,
  /** Instructions are for the model. */
  system: () => null,
} satisfies Record<MessageRole, ComponentType<MessageItemProps>>;

/** Renders again only when its message or its run changed. */
export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const View = views[props.message.role];
  return <View {...props} />;
});
