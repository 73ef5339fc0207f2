import { FileText } from 'lucide-react';
import type { PartProps } from '../part/part-props.ts';
import { SourceNumber } from './source-number.tsx';

export function DocumentSource({ part, number }: PartProps<'source-document'>) {
  return (
    <span className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line bg-raised px-2.5 text-xs pointer-coarse:min-h-11">
      <SourceNumber number={number} />
      <FileText aria-hidden className="size-3.5 shrink-0 text-ink-soft" strokeWidth={1.75} />
      <span className="truncate font-medium">{part.title}</span>
      {part.filename && <span className="shrink-0 text-ink-soft">{part.filename}</span>}
    </span>
  );
}
