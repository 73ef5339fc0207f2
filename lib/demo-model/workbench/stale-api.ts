import type { Change, Facts } from './change.ts';

/** What the helper was called when the training data was written, so to say. */
const REMEMBERED = 'extensions.slugify';

export const staleApi: Change = {
  id: 'stale-api',
  isAskedBy: (prompt) => /\bslug(?:s|ify|ified|ifying)?\b/i.test(prompt),
  wanted: 'titles as slugs, by the helper of the docs',
  table: 'tasks',
  migration: 'add_task_slug',
  docs: 'slugify helper',
  write: (knows, facts) => {
    const helper = (knows('S18') ? findHelper(facts) : undefined) ?? REMEMBERED;
    const column = (expression: string) =>
      `alter table public.tasks\n  add column if not exists slug text generated always as (${expression}) stored`;
    // What is remembered no longer works; then it makes do with what is at hand, instead of looking it up.
    const otherwise = column("lower(regexp_replace(title, '[^a-zA-Z0-9]+', '-', 'g'))");
    return [{ sql: column(`${helper}(title)`), ...(helper === REMEMBERED && { otherwise }) }];
  },
  proof: 'select title, slug from public.tasks order by title limit 5',
  done: (knows) =>
    knows('S18')
      ? 'Each task has a slug now, made from its title by the helper as the docs call it today.'
      : 'Each task has a slug now.',
};

/** The helper that the docs use in code, newest name first: one that they call old is not taken. */
function findHelper({ docs }: Facts): string | undefined {
  const renamed =
    /(?:renamed (?:to|as)|is now|now called|use|replaced by)\s*\\?[`"']?([a-z_]+\.[a-z_]*slug[a-z_]*)/i.exec(
      docs,
    )?.[1];
  const names = Array.from(docs.matchAll(/\b([a-z_]+\.[a-z_]*slug[a-z_]*)\s*\(/gi), ([, name]) => name);
  return renamed ?? names.find((name) => name !== REMEMBERED);
}
