'use client';

import { useId, useState } from 'react';
import { MAX_NOTE_CHARS } from '#lib/protocol/limits.ts';
import { Button } from '../ui/button.tsx';

export function RatingNote({ onSend }: { onSend: (note: string) => void }) {
  const id = useId();
  const [note, setNote] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend(note.trim());
      }}
    >
      <label htmlFor={id} className="text-sm font-medium">
        What was wrong? <span className="font-normal text-ink-soft">If you like to say.</span>
      </label>
      <textarea
        id={id}
        rows={3}
        value={note}
        maxLength={MAX_NOTE_CHARS}
        onChange={(event) => setNote(event.target.value)}
        className="mt-2 w-full resize-none rounded-sm border border-line-strong bg-paper px-2.5 py-2 text-sm"
      />
      <div className="mt-2 flex justify-end">
        <Button type="submit" tone="primary" size="small" disabled={note.trim() === ''}>
          Send note
        </Button>
      </div>
    </form>
  );
}
