import type { ComponentProps } from 'react';

export interface MarkProps extends ComponentProps<'svg'> {
  /** The blade moves with the sea: something is alive and has not said a word yet. */
  swaying?: boolean;
}

/** A holdfast: the blade bends with the sea, the haptera grip the rock. Stays legible at 16 px. */
export function Mark({ swaying, ...props }: MarkProps) {
  return (
    <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden {...props}>
      <path
        className={swaying ? 'origin-[50%_50%] animate-sway' : undefined}
        stroke="currentColor"
        strokeWidth={1.2}
        strokeLinejoin="round"
        d="M12 11.5c0-3.7 4.2-4.9 4-9.8C10.8 2.6 8.3 5 8.3 8c0 1.9 1.5 3.2 3.7 3.5Z"
      />
      <g fill="none" stroke="currentColor" strokeWidth={1.9} strokeLinecap="round">
        <path d="M12 11v2.5c0 1.5-1.4 1.9-3 2.5-2.8 1-4.7 3-5 6" />
        <path d="M12 13.5c0 1.5 1.4 1.9 3 2.5 2.8 1 4.7 3 5 6" />
      </g>
      <path d="M7.5 22a4.5 4.5 0 0 1 9 0Z" />
    </svg>
  );
}
