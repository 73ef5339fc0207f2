'use client';

import { useState, type ReactNode } from 'react';

const FOLDED_CHARS = 1_400;

export interface UserBubbleProps {
  messageId: string;
  text: string;
  /** How far it has come, for tests and styles alike. */
  sendState: 'sending' | 'waiting' | 'failed' | 'sent';
  /** Under the bubble. */
  children: ReactNode;
}

/** What a person said, as it was typed. A very long text is folded. */
export function UserBubble({ messageId, text, sendState, children }: UserBubbleProps) {
  const [isUnfolded, setIsUnfolded] = useState(false);
  const isFolded = text.length > FOLDED_CHARS && !isUnfolded;
  return (
    <article
      aria-label="You"
      data-message-id={messageId}
      data-role="user"
      data-send-state={sendState}
      className="group/message flex flex-col items-end pt-3"
    >
      <h2 className="sr-only">You said</h2>
      <div
        className="max-w-[min(85%,36rem)] rounded-lg rounded-br-sm bg-bubble px-4 py-2.5 whitespace-pre-wrap [overflow-wrap:anywhere] data-[faint]:opacity-70"
        data-faint={sendState === 'sending' || sendState === 'waiting' || undefined}
      >
        {isFolded ? `${text.slice(0, FOLDED_CHARS)}…` : text}
        {text.length > FOLDED_CHARS && (
          <button
            type="button"
            className="text-link mt-1 block text-sm"
            onClick={() => setIsUnfolded(!isUnfolded)}
          >
            {isFolded ? `Show all ${text.length.toLocaleString('en')} characters` : 'Show less'}
          </button>
        )}
      </div>
      <div className="mt-1 flex min-h-7 items-center gap-1.5 text-xs text-ink-soft">{children}</div>
    </article>
  );
}
