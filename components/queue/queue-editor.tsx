'use client';

import { useState } from 'react';
import { MAX_TEXT_CHARS } from '#lib/protocol/limits.ts';
import { isSendKey } from '../composer/is-send-key.ts';
import { Button } from '../ui/button.tsx';
import { focusAtEnd } from '../ui/focus-on-mount.ts';

export interface QueueEditorProps {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

export function QueueEditor({ text, onSave, onCancel }: QueueEditorProps) {
  const [next, setNext] = useState(text);
  const canSave = next.trim() !== '' && next.length <= MAX_TEXT_CHARS;
  return (
    <li className="p-1">
      <textarea
        ref={focusAtEnd}
        aria-label="Queued message"
        value={next}
        onChange={(event) => setNext(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onCancel();
          if (!isSendKey(event.nativeEvent)) return;
          event.preventDefault();
          if (canSave) onSave(next);
        }}
        className="field-sizing-content max-h-40 min-h-10 w-full resize-none rounded-sm border border-line-strong bg-raised -outline-offset-1 px-2.5 py-2 text-sm"
      />
      <div className="mt-1 flex justify-end gap-1.5">
        <Button size="small" tone="plain" onClick={onCancel}>
          Cancel
        </Button>
        <Button size="small" tone="primary" disabled={!canSave} onClick={() => onSave(next)}>
          Save
        </Button>
      </div>
    </li>
  );
}
