'use client';

import { ArrowDown } from 'lucide-react';
import { useSession } from '#lib/client/use-session.ts';
import { LiveDot } from '../ui/live-dot.tsx';
import { selectIsLive } from './select-transcript.ts';

export function JumpToLatest({ onJump }: { onJump: () => void }) {
  const isLive = useSession(selectIsLive);
  return (
    <button
      type="button"
      onClick={onJump}
      className="flex h-9 animate-rise items-center gap-2 rounded-full border border-line bg-raised pr-4 pl-3 text-sm font-medium shadow-lift hover:bg-hover pointer-coarse:h-11"
    >
      {isLive ? (
        <LiveDot className="mx-1" />
      ) : (
        <ArrowDown aria-hidden className="size-4" strokeWidth={1.75} />
      )}
      Jump to latest
    </button>
  );
}
