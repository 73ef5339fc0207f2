'use client';

import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { SendOutcome } from '#lib/client/session-actions.ts';
import { useDraft } from '#lib/client/use-draft.ts';
import { MAX_TEXT_CHARS } from '#lib/protocol/limits.ts';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { toRefusalWords } from '../status/refusal-words.ts';
import { ComposerButtons } from './composer-buttons.tsx';
import { composerId, focusComposer } from './focus-composer.ts';
import { isSendKey } from './is-send-key.ts';
import { LengthCounter } from './length-counter.tsx';

export interface ComposerProps {
  /** The session, or `new`. */
  draftId: string;
  /** A run is live: sending queues, and the button stops. */
  isLive: boolean;
  onSend: (text: string) => SendOutcome;
  onStop: () => void;
  placeholder: string;
  /** At the lower left: the model. */
  children?: ReactNode;
}

export function Composer({ draftId, isLive, onSend, onStop, placeholder, children }: ComposerProps) {
  const [text, setText] = useDraft(draftId);
  const [refusal, setRefusal] = useState<string>();
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const isEmpty = text.trim() === '';
  const isTooLong = text.length > MAX_TEXT_CHARS;
  useShortcut('focus-composer', focusComposer);

  // Synchronises with the focus: where there is a keyboard, one can type at once.
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) fieldRef.current?.focus({ preventScroll: true });
  }, []);

  const send = () => {
    if (isEmpty || isTooLong) return;
    const outcome = onSend(text);
    setRefusal(outcome.ok ? undefined : toRefusalWords(outcome.error));
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-lg border border-line-strong/70 bg-raised shadow-[0_1px_2px_oklch(30%_0.03_216/5%)] transition-colors focus-within:border-kelp"
    >
      <textarea
        ref={fieldRef}
        id={composerId}
        aria-label="Message"
        aria-describedby={`${composerId}-note`}
        aria-invalid={isTooLong || undefined}
        placeholder={placeholder}
        value={text}
        rows={1}
        enterKeyHint="send"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (!isSendKey(event.nativeEvent)) return;
          event.preventDefault();
          send();
        }}
        className="block field-sizing-content max-h-[min(40dvh,20rem)] min-h-13 w-full resize-none bg-transparent px-4 pt-3.5 pb-1 text-base outline-none"
      />
      <div className="flex min-h-12 items-center gap-2 pr-2 pb-1.5 pl-3">
        <div
          id={`${composerId}-note`}
          className="flex min-w-0 flex-1 items-center gap-2 text-xs text-ink-soft"
        >
          {refusal ? <span className="text-coral">{refusal}</span> : children}
          {isLive && !isEmpty && <span className="truncate">Enter puts it in the queue</span>}
        </div>
        <LengthCounter length={text.length} />
        <ComposerButtons isLive={isLive} canSend={!isEmpty && !isTooLong} onStop={onStop} />
      </div>
    </form>
  );
}
