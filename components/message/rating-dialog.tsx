'use client';

import { useId, useState } from 'react';
import { MAX_NOTE_CHARS } from '#lib/protocol/limits.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export interface RatingDialogProps {
  onClose: () => void;
  onSend: (note: string) => void;
}

/** Asks why an answer was bad. The rating is kept already, with or without a word. */
export function RatingDialog({ onClose, onSend }: RatingDialogProps) {
  const id = useId();
  const [note, setNote] = useState('');
  const send = () => {
    onSend(note.trim());
    onClose();
  };
  return (
    <Dialog
      onClose={onClose}
      title="What was wrong?"
      description="Your thumbs down is kept. A word on why helps more."
      footer={
        <>
          <Button onClick={onClose}>No, thanks</Button>
          <Button tone="primary" disabled={note.trim() === ''} onClick={send}>
            Send note
          </Button>
        </>
      }
    >
      <label htmlFor={id} className="sr-only">
        Note
      </label>
      <textarea
        id={id}
        rows={4}
        value={note}
        maxLength={MAX_NOTE_CHARS}
        onChange={(event) => setNote(event.target.value)}
        className="w-full resize-none rounded-md border border-line-strong bg-paper -outline-offset-1 px-3 py-2 text-base"
      />
    </Dialog>
  );
}
