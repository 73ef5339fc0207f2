import { PartView } from '../part/part-view.tsx';
import type { SourcePart } from '../message/group-parts.ts';

export interface SourceListProps {
  sources: readonly SourcePart[];
  /** Of the first one. */
  firstNumber: number;
}

/** Sources that follow each other, numbered through the answer. */
export function SourceList({ sources, firstNumber }: SourceListProps) {
  return (
    <ul aria-label="Sources" className="flex flex-wrap items-center gap-1.5">
      {sources.map((part, index) => (
        <li key={part.sourceId} className="max-w-full">
          <PartView part={part} isLive={false} isLast={false} number={firstNumber + index} />
        </li>
      ))}
    </ul>
  );
}
