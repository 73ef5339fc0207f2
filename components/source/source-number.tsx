/** The place of a source among those of its answer. */
export function SourceNumber({ number }: { number: number | undefined }) {
  if (number === undefined) return null;
  return (
    <span className="shrink-0 font-mono text-ink-soft tabular-nums">
      <span className="sr-only">Source </span>
      {number}
    </span>
  );
}
