import type { Change } from './change.ts';

export const fuzzySearch: Change = {
  id: 'fuzzy-search',
  isAskedBy: (prompt) =>
    /\bfuzzy\b/i.test(prompt) ||
    (/\bsearch\b/i.test(prompt) && /\b(?:typos?|misspell\w*|similar|trigrams?)\b/i.test(prompt)),
  wanted: 'search that forgives typing errors',
  table: 'tasks',
  migration: 'add_fuzzy_search',
  docs: 'extensions schema pg_trgm fuzzy search',
  write: (knows) => {
    const schema = knows('S15') ? 'extensions' : 'public';
    return [
      { sql: `create extension if not exists pg_trgm with schema ${schema}` },
      {
        sql: `create index if not exists tasks_title_trgm_idx on public.tasks using gin (title ${schema}.gin_trgm_ops)`,
      },
    ];
  },
  proof:
    "select e.extname as extension, n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'",
  done: (knows) =>
    knows('S15')
      ? 'Titles of tasks can be searched by similarity now. The extension stands in the schema `extensions`, so that the API does not offer its functions to everyone.'
      : 'Titles of tasks can be searched by similarity now.',
};
