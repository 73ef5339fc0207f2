import type { DocPage } from './doc-page.ts';

const fillers: ReadonlySet<string> = new Set(
  'a an and are as at be by can do for from how i if in is it my no not of on or the to use using what when why with'.split(
    ' ',
  ),
);

/** The words of a query or page, without endings that only mark a form. `auth.uid()` gives `auth` and `uid`. */
export function toTerms(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => !fillers.has(word)).map(toStem);
}

function toStem(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (word.length > 4 && /(?:x|ch|sh|ss)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** A page with its words counted, so that a search reads no text. */
export interface IndexedPage {
  readonly page: DocPage;
  readonly title: ReadonlySet<string>;
  readonly headings: ReadonlySet<string>;
  readonly counts: ReadonlyMap<string, number>;
}

export function indexPage(page: DocPage): IndexedPage {
  const counts = new Map<string, number>();
  for (const term of toTerms(page.body)) counts.set(term, (counts.get(term) ?? 0) + 1);
  const headings = (page.body.match(/^#+ .*$/gm) ?? []).join(' ');
  return {
    page,
    title: new Set(toTerms(`${page.id} ${page.title}`)),
    headings: new Set(toTerms(headings)),
    counts,
  };
}

/** Words in the title count most, then headings, then text, each by how rare the word is among the pages. */
export function scorePage(
  { title, headings, counts }: IndexedPage,
  terms: readonly string[],
  pages: readonly IndexedPage[],
): number {
  return [...new Set(terms)].reduce((score, term) => {
    const count = counts.get(term) ?? 0;
    const weight =
      (title.has(term) ? 6 : 0) + (headings.has(term) ? 3 : 0) + (count > 0 ? 1 + Math.log(count) : 0);
    return score + weight * findRarity(term, pages);
  }, 0);
}

function findRarity(term: string, pages: readonly IndexedPage[]): number {
  const holders = pages.filter(({ title, counts }) => title.has(term) || counts.has(term)).length;
  return Math.log(1 + pages.length / Math.max(1, holders));
}

/** The paragraph with most of the words, cut to 300 characters. */
export function findExcerpt(body: string, terms: readonly string[]): string {
  const asked = new Set(terms);
  const paragraphs = body.split(/\n{2,}/).filter((text) => !/^(#|```)/.test(text));
  const scored = paragraphs.map((text) => ({
    text,
    score: new Set(toTerms(text).filter((term) => asked.has(term))).size,
  }));
  const best = scored.reduce(
    (top, next) => (next.score > top.score ? next : top),
    scored[0] ?? { text: body, score: 0 },
  );
  const line = best.text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
