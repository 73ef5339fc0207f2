'use client';

import { ChevronRight } from 'lucide-react';
import type { ToolPart } from '#lib/protocol/message.ts';
import { classNames } from '../ui/class-names.ts';
import { ToolTime } from './tool-time.tsx';
import { toneClasses, toToolLook } from './tool-states.ts';
import { toToolName, toToolSummary } from './to-tool-summary.ts';

export interface ToolRowProps {
  part: ToolPart;
  isOpen: boolean;
  onToggle: () => void;
}

/** One line on a tool call: what, what for, how far, how long. Opens the rest. */
export function ToolRow({ part, isOpen, onToggle }: ToolRowProps) {
  const look = toToolLook(part);
  const { name, server } = toToolName(part);
  const summary = toToolSummary(part);
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="flex min-h-10 w-full items-center gap-2.5 px-3 py-1.5 text-left -outline-offset-2 hover:bg-hover pointer-coarse:min-h-11"
    >
      <look.icon
        aria-hidden
        strokeWidth={1.75}
        className={classNames('size-4 shrink-0', toneClasses[look.tone], look.isSpinning && 'animate-spin')}
      />
      <span className="flex min-w-0 flex-1 flex-col gap-x-2.5 sm:flex-row sm:items-baseline">
        <span className="shrink-0">
          <span className="font-medium">{name}</span>
          {server && <span className="text-ink-soft"> on {server}</span>}{' '}
          <span className={look.isSaid ? toneClasses[look.tone] : 'sr-only'}>{look.words}</span>
        </span>
        {summary && <span className="truncate font-mono text-xs text-ink-soft">{summary}</span>}
      </span>
      <ToolTime part={part} />
      <ChevronRight
        aria-hidden
        className={classNames('size-4 shrink-0 text-ink-soft transition-transform', isOpen && 'rotate-90')}
      />
    </button>
  );
}
