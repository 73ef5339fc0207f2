'use client';

import { useState } from 'react';
import { FoldVertical } from 'lucide-react';
import { Fold } from '../ui/fold.tsx';
import type { PartProps } from './part-props.ts';

const tokens = (count: number) => count.toLocaleString('en');

/** From here on the model reads a summary in place of older content. What people see stays as it is. */
export function CompactionPart({ part }: PartProps<'data-compaction'>) {
  const [isOpen, setIsOpen] = useState(false);
  const { summary, tokensBefore, tokensAfter, throughMessageId } = part.data;
  const what = throughMessageId === undefined ? 'Earlier tool outputs were' : 'The session so far was';
  return (
    <div className="text-sm">
      <Fold isOpen={isOpen} onToggle={() => setIsOpen(!isOpen)} icon={FoldVertical}>
        {what} shortened for the model
        <span className="text-xs tabular-nums">
          {tokens(tokensBefore)} → {tokens(tokensAfter)} tokens
        </span>
      </Fold>
      {isOpen && (
        <div className="mt-1 space-y-2 border-l border-line pl-4 text-ink-soft">
          <p className="text-xs">You still see all of it. This is what the model reads in its place:</p>
          <p className="[overflow-wrap:anywhere] whitespace-pre-wrap">{summary}</p>
        </div>
      )}
    </div>
  );
}
