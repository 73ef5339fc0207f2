import type { PartProps } from './part-props.ts';

/** Says that the model was given a summary in place of older content, and which. */
export function CompactionPart({ part }: PartProps<'data-compaction'>) {
  return (
    <details className="rounded-md border border-line px-3 py-2 text-sm text-ink-soft">
      <summary className="cursor-pointer">Older content was summarised for the model</summary>
      <p className="mt-2 whitespace-pre-wrap">{part.data.summary}</p>
    </details>
  );
}
