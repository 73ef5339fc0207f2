import type { ColouredSpan } from './colour-code.ts';

/** Gives ranges of a text node their colours; the returned function takes them away. */
export function paintCode(text: Text, spans: readonly ColouredSpan[]): () => void {
  const painted = spans
    .filter(({ end }) => end <= text.length)
    .map(({ colour, start, end }) => {
      const highlight = highlightOf(`code-${colour}`);
      const range = new StaticRange({
        startContainer: text,
        startOffset: start,
        endContainer: text,
        endOffset: end,
      });
      highlight.add(range);
      return { highlight, range };
    });
  return () => {
    for (const { highlight, range } of painted) highlight.delete(range);
  };
}

function highlightOf(name: string): Highlight {
  const existing = CSS.highlights.get(name);
  if (existing) return existing;
  const highlight = new Highlight();
  CSS.highlights.set(name, highlight);
  return highlight;
}
