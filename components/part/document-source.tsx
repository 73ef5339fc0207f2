import { FileText } from 'lucide-react';
import type { PartProps } from './part-props.ts';

export function DocumentSource({ part }: PartProps<'source-document'>) {
  return (
    <span className="mr-2 mb-1 inline-flex max-w-full items-center gap-1.5 rounded-full align-top border border-line bg-raised px-3 py-1 text-xs">
      <FileText aria-hidden className="size-3.5 shrink-0 text-ink-soft" strokeWidth={1.75} />
      <span className="truncate font-medium">{part.title}</span>
      {part.filename && <span className="shrink-0 text-ink-soft">{part.filename}</span>}
    </span>
  );
}
