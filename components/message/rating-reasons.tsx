'use client';

import { useId, useState, type FormEvent, type RefObject } from 'react';
import { MAX_NOTE_CHARS } from '#lib/protocol/limits.ts';
import { ratingReasons, toRatingNote, type RatingReason } from '#lib/protocol/rating-note.ts';
import { Button } from '../ui/button.tsx';
import { PopoverContent } from '../ui/popover-content.tsx';
import { reasonWords } from './reason-words.ts';

export interface RatingReasonsProps {
  buttonRef: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  /** Undefined: nothing was said. */
  onSend: (note: string | undefined) => void;
}

/** Asks why an answer was bad. The rating is kept already, with or without a word. */
export function RatingReasons({ buttonRef, onClose, onSend }: RatingReasonsProps) {
  const id = useId();
  const [reasons, setReasons] = useState<readonly RatingReason[]>([]);
  const [text, setText] = useState('');
  const toggle = (reason: RatingReason) =>
    setReasons(reasons.includes(reason) ? reasons.filter((one) => one !== reason) : [...reasons, reason]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(toRatingNote({ reasons, text }));
    onClose();
  };
  return (
    <PopoverContent buttonRef={buttonRef} label="What was wrong?" align="start" onClose={onClose}>
      <form onSubmit={send}>
        <fieldset>
          <legend className="font-semibold">What was wrong?</legend>
          <p className="mt-0.5 text-ink-soft">Your rating is kept. A reason helps more.</p>
          <div className="mt-3 flex flex-wrap gap-2">
            {ratingReasons.map((reason) => (
              <label
                key={reason}
                className="relative flex h-8 cursor-pointer items-center rounded-full border border-line-strong px-3 hover:bg-hover has-checked:border-kelp has-checked:bg-kelp-wash has-checked:text-kelp has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-kelp pointer-coarse:h-11"
              >
                <input
                  type="checkbox"
                  checked={reasons.includes(reason)}
                  onChange={() => toggle(reason)}
                  className="absolute inset-0 cursor-pointer opacity-0"
                />
                {reasonWords[reason]}
              </label>
            ))}
          </div>
        </fieldset>
        <label htmlFor={id} className="mt-3 block">
          In your words
        </label>
        <input
          id={id}
          value={text}
          maxLength={MAX_NOTE_CHARS}
          autoComplete="off"
          onChange={(event) => setText(event.target.value)}
          className="mt-1 h-9 w-full rounded-md border border-line-strong bg-paper px-3 -outline-offset-1 pointer-coarse:h-11 pointer-coarse:text-base"
        />
        <div className="mt-3 flex justify-end gap-2">
          <Button tone="plain" onClick={onClose}>
            Close
          </Button>
          <Button tone="primary" type="submit">
            Send reason
          </Button>
        </div>
      </form>
    </PopoverContent>
  );
}
