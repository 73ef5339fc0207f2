'use client';

import { useRef } from 'react';
import { CopyButton } from '../ui/copy-button.tsx';
import { readCode, type HastElement } from './read-code.ts';
import { useCodeColours } from './use-code-colours.ts';

/** A fenced block, made from the syntax tree so that its text is exact. */
export function CodeBlock({ node }: { node?: HastElement | undefined }) {
  const { code, language } = readCode(node);
  const codeRef = useRef<HTMLElement>(null);
  useCodeColours(codeRef, code, language);
  return (
    <figure className="overflow-hidden rounded-md border border-line bg-sunken">
      <figcaption className="flex h-9 items-center justify-between border-b border-line pr-1 pl-3.5 font-mono text-xs text-ink-soft">
        {language || 'text'}
        <CopyButton size="small" label="Copy code" getText={() => code} />
      </figcaption>
      <pre
        role="group"
        aria-label={language ? `Code in ${language}` : 'Code'}
        tabIndex={0}
        className="overflow-x-auto px-3.5 py-3 font-mono text-[0.8125rem] leading-[1.3rem] [font-variant-ligatures:none] [tab-size:2] -outline-offset-2"
      >
        <code ref={codeRef}>{code}</code>
      </pre>
    </figure>
  );
}
