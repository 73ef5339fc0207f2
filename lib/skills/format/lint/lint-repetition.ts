import type { LintContext } from './lint-context.ts';

/** So many words in a row that are the same are a copy. Shorter runs are terms and SQL. */
const RUN_WORDS = 12;

interface Word {
  readonly word: string;
  readonly line: number;
}

/** Text that a page of the docs has already: it would go stale here, and costs tokens on every call. */
export function lintRepetition({ texts, about, report }: LintContext): void {
  const owners = new Map<string, string>();
  for (const { id, text } of about.docs) {
    for (const shingle of toShingles(toWords(text, 1))) if (!owners.has(shingle)) owners.set(shingle, id);
  }
  for (const { path, text, firstLine } of texts) {
    const words = toWords(text, firstLine);
    const shingles = toShingles(words);
    let last = -1;
    for (const [start, shingle] of shingles.entries()) {
      const id = owners.get(shingle);
      if (id === undefined || start < last) continue;
      let end = start;
      while (owners.has(shingles[end + 1] ?? '')) end++;
      last = end + RUN_WORDS;
      const count = end - start + RUN_WORDS;
      const message = `repeats ${count} words of the page ${id}: point to it instead`;
      report.warn('repeats-doc', path, words[start]?.line ?? 1, message);
    }
  }
}

const toWords = (text: string, firstLine: number): Word[] =>
  text.split('\n').flatMap((content, index) =>
    (content.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => ({
      word,
      line: firstLine + index,
    })),
  );

/** Each run of words, by where it begins. */
function toShingles(words: readonly Word[]): string[] {
  const count = Math.max(0, words.length - RUN_WORDS + 1);
  return Array.from({ length: count }, (_, start) =>
    words
      .slice(start, start + RUN_WORDS)
      .map(({ word }) => word)
      .join(' '),
  );
}
