'use client';

import { useState, type KeyboardEvent } from 'react';
import { useSessionListActions } from '#lib/client/use-session-list-actions.ts';
import { MAX_TITLE_CHARS } from '#lib/protocol/limits.ts';
import { sayRefused } from '../status/say-refused.ts';
import { focusAndSelect } from '../ui/focus-on-mount.ts';

export interface TitleFieldProps {
  sessionId: string;
  title: string;
  onDone: () => void;
}

/** Enter and leaving keep the new title, Escape and an empty one the old. */
export function TitleField({ sessionId, title, onDone }: TitleFieldProps) {
  const { rename } = useSessionListActions();
  const [text, setText] = useState(title);

  const keep = () => {
    onDone();
    const next = text.trim();
    if (next === '' || next === title) return;
    void rename(sessionId, next).then((ack) => {
      if (!ack.ok) sayRefused('The session could not be renamed', ack.error);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') keep();
    if (event.key === 'Escape') onDone();
  };

  return (
    <input
      ref={focusAndSelect}
      aria-label="Session title"
      value={text}
      maxLength={MAX_TITLE_CHARS}
      onChange={(event) => setText(event.target.value)}
      onKeyDown={onKeyDown}
      onBlur={keep}
      className="h-8 w-full min-w-0 rounded-md border border-kelp bg-raised px-2.5 text-sm outline-none pointer-coarse:h-11"
    />
  );
}
