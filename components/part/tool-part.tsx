'use client';

import { useState } from 'react';
import { ChevronRight } from 'lucide-react';
import { classNames } from '../ui/class-names.ts';
import type { PartProps } from './part-props.ts';
import { ToolValue } from './tool-value.tsx';
import { toneClasses, toolStates } from './tool-states.ts';

/** What a tool was given, what became of it and what it said. */
export function ToolPartCard({ part }: PartProps<'dynamic-tool'>) {
  const [isOpen, setIsOpen] = useState(false);
  const look = toolStates[part.state];
  return (
    <div
      data-tool-state={part.state}
      className="overflow-hidden rounded-md border border-line bg-raised text-sm"
    >
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-10 w-full items-center gap-2.5 px-3 text-left -outline-offset-2 hover:bg-hover pointer-coarse:min-h-11"
      >
        <look.icon
          aria-hidden
          strokeWidth={1.75}
          className={classNames(
            'size-4 shrink-0',
            toneClasses[look.tone],
            part.state === 'running' && 'animate-spin',
          )}
        />
        <span className="min-w-0 flex-1 truncate">
          <span className="font-medium">{part.title ?? part.toolName}</span>{' '}
          <span className={toneClasses[look.tone]}>{look.words}</span>
        </span>
        <ChevronRight
          aria-hidden
          className={classNames('size-4 text-ink-soft transition-transform', isOpen && 'rotate-90')}
        />
      </button>
      {isOpen && (
        <div className="space-y-3 border-t border-line p-3">
          <ToolValue label="Input" value={part.input ?? part.inputText} />
          {part.errorText !== undefined && <ToolValue label="Error" value={part.errorText} isBad />}
          {part.output !== undefined && (
            <ToolValue label={part.preliminary ? 'Output so far' : 'Output'} value={part.output} />
          )}
        </div>
      )}
    </div>
  );
}
