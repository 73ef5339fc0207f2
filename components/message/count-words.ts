/** Words as a reader counts them; in scripts without spaces the segmenter knows where they are. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    if (isWordLike) count++;
  }
  return count;
}
