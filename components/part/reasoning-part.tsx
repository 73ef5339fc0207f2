'use client';

import { useState } from 'react';
import { Markdown } from '../markdown/markdown.tsx';
import { Fold } from '../ui/fold.tsx';
import { LiveDot } from '../ui/live-dot.tsx';
import type { PartProps } from './part-props.ts';

type ReasoningState = NonNullable<PartProps<'reasoning'>['part']['state']>;

const stateWords = {
  streaming: 'Thinking',
  done: 'Thought about it',
  abandoned: 'Thought about it, broken off',
} satisfies Record<ReasoningState, string>;

/** Open while it is all there is, folded as soon as text starts; a reader's choice wins over both. */
export function ReasoningPart({ part, isLive, isLast }: PartProps<'reasoning'>) {
  const [chosen, setChosen] = useState<boolean>();
  const isThinking = isLive && part.state === 'streaming';
  const isOpen = chosen ?? (isThinking && isLast);
  if (part.text.trim() === '') return null;
  return (
    <div className="text-sm">
      <Fold isOpen={isOpen} onToggle={() => setChosen(!isOpen)}>
        {stateWords[part.state ?? 'done']}
        {isThinking && <LiveDot className="ml-1 size-1.5" />}
      </Fold>
      {isOpen && (
        <div className="mt-1 border-l border-line pl-4 text-ink-soft">
          <Markdown text={part.text} />
        </div>
      )}
    </div>
  );
}
