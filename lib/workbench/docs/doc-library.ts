import { readdirSync, readFileSync } from 'node:fs';
import { type DocPage, parseDocPage } from './doc-page.ts';
import { findExcerpt, type IndexedPage, indexPage, scorePage, toTerms } from './doc-score.ts';

export interface DocHit {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly excerpt: string;
}

/** The pages of the product's documentation, in memory: there are few, and they change with the code. */
export class DocLibrary {
  readonly pages: readonly DocPage[];
  readonly #indexed: readonly IndexedPage[];

  constructor(pages: readonly DocPage[]) {
    this.pages = pages;
    this.#indexed = pages.map(indexPage);
  }

  find(id: string): DocPage | undefined {
    return this.pages.find((page) => page.id === id);
  }

  /** The best pages first; none when no word of the query occurs anywhere. */
  search(query: string, limit: number): DocHit[] {
    const terms = toTerms(query);
    return this.#indexed
      .map((indexed) => ({ page: indexed.page, score: scorePage(indexed, terms, this.#indexed) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score || a.page.id.localeCompare(b.page.id))
      .slice(0, limit)
      .map(({ page: { id, title, version, body } }) => ({
        id,
        title,
        version,
        excerpt: findExcerpt(body, terms),
      }));
  }
}

/** Reads the pages beside this file. Throws when one of them is not well formed. */
export function loadDocs(): DocLibrary {
  const folder = new URL('./pages/', import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  return new DocLibrary(
    names.toSorted().map((name) => parseDocPage(readFileSync(new URL(name, folder), 'utf8'))),
  );
}
