'use client';

import { ArrowUp, ListPlus, Square } from 'lucide-react';
import { withTooltip } from '../ui/tooltip.ts';

export interface ComposerButtonsProps {
  isLive: boolean;
  canSend: boolean;
  onStop: () => void;
}

const round =
  'inline-flex size-9 shrink-0 items-center justify-center rounded-full transition-colors duration-100 pointer-coarse:size-11';

/** Send; or Stop while a run is live, with a way to queue for who has no Enter key. */
export function ComposerButtons({ isLive, canSend, onStop }: ComposerButtonsProps) {
  if (!isLive) {
    return (
      <button
        type="submit"
        {...withTooltip({ label: 'Send', keys: 'Enter', side: 'top' })}
        aria-label="Send"
        disabled={!canSend}
        className={`${round} bg-kelp text-on-kelp hover:bg-kelp-strong disabled:bg-hover disabled:text-ink-soft`}
      >
        <ArrowUp aria-hidden className="size-[1.125rem]" strokeWidth={2.25} />
      </button>
    );
  }
  return (
    <>
      {canSend && (
        <button
          type="submit"
          {...withTooltip({ label: 'Queue', keys: 'Enter', side: 'top' })}
          aria-label="Queue"
          className={`${round} text-ink-soft hover:bg-hover hover:text-ink`}
        >
          <ListPlus aria-hidden className="size-[1.125rem]" strokeWidth={1.75} />
        </button>
      )}
      <button
        type="button"
        {...withTooltip({ label: 'Stop', keys: 'Mod+.', side: 'top' })}
        aria-label="Stop"
        onClick={onStop}
        className={`${round} bg-ink text-paper hover:opacity-85`}
      >
        <Square aria-hidden className="size-3 fill-current" strokeWidth={3} />
      </button>
    </>
  );
}
