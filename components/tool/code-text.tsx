'use client';

import { useRef } from 'react';
import { useCodeColours } from '../markdown/use-code-colours.ts';
import { classNames } from '../ui/class-names.ts';

/** Beyond what any tool is given or may answer: what a person decides on is never cut. */
const MAX_SHOWN_CHARS = 100_000;

export interface CodeTextProps {
  /** Its name for who does not see it. */
  label: string;
  text: string;
  language: string;
  isBad?: boolean;
  className?: string;
}

/** Text of a tool, all of it, in a box of limited height that scrolls by keyboard too. */
export function CodeText({ label, text, language, isBad, className }: CodeTextProps) {
  const codeRef = useRef<HTMLElement>(null);
  const shown = text.slice(0, MAX_SHOWN_CHARS);
  useCodeColours(codeRef, shown, language);
  return (
    <pre
      role="group"
      aria-label={label}
      tabIndex={0}
      className={classNames(
        'max-h-72 overflow-auto rounded-sm bg-sunken p-2.5 font-mono text-xs -outline-offset-2 [overflow-wrap:anywhere] whitespace-pre-wrap [font-variant-ligatures:none]',
        isBad && 'text-coral',
        className,
      )}
    >
      <code ref={codeRef}>{shown}</code>
      {text.length > MAX_SHOWN_CHARS &&
        `\n… ${(text.length - MAX_SHOWN_CHARS).toLocaleString('en')} more characters`}
    </pre>
  );
}
