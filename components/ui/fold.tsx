'use client';

import type { ReactNode } from 'react';
import { ChevronRight, type LucideIcon } from 'lucide-react';

export interface FoldProps {
  isOpen: boolean;
  onToggle: () => void;
  icon?: LucideIcon;
  children: ReactNode;
}

/** The line that opens and folds what stands below it. */
export function Fold({ isOpen, onToggle, icon: Icon, children }: FoldProps) {
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="-ml-1 inline-flex min-h-8 items-center gap-1.5 rounded-sm px-1 text-left text-ink-soft hover:text-ink pointer-coarse:min-h-11"
    >
      <ChevronRight
        aria-hidden
        className={`size-4 shrink-0 transition-transform ${isOpen ? 'rotate-90' : ''}`}
      />
      {Icon && <Icon aria-hidden className="size-4 shrink-0" strokeWidth={1.75} />}
      <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">{children}</span>
    </button>
  );
}
