import type { Change } from './change.ts';
import { policy, toRole, uid } from './sql.ts';

export const updateDoesNothing: Change = {
  id: 'update-does-nothing',
  isAskedBy: (prompt) =>
    /\b(?:renam|updat|edit|chang|sav)(?:e|es|ed|ing)?\b/i.test(prompt) &&
    /\b(?:documents?|docs)\b/i.test(prompt) &&
    /\b(?:nothing|no effect|doesn.?t|does not|not (?:chang|sav|stick)\w*|without effect|lost|silently|stays)\b/i.test(
      prompt,
    ),
  wanted: 'a policy that lets owners rename their documents',
  table: 'docs',
  mends: true,
  migration: 'fix_docs_update',
  docs: 'update policy select policy silently changes nothing',
  question:
    "select policyname, cmd, roles::text as roles, qual, with_check from pg_policies where schemaname = 'public' and tablename = 'docs'",
  write: (knows, { rows }, family) => {
    const own = `owner = ${uid(knows)}`;
    const name = String(rows.find((row) => /update/i.test(String(row.cmd)))?.policyname ?? 'upd');
    const alter = (check: string) => ({
      sql: `alter policy ${name} on public.docs${toRole(knows)}\n  using (${own})\n  with check (${check})`,
    });
    // What everyone tries first, and what leaves the hole that matters.
    if (!knows('S05')) {
      return family === 'demo-kelp'
        ? [alter('true')]
        : [{ sql: 'alter table public.docs disable row level security' }];
    }
    return [
      policy(knows, { table: 'docs', name: 'docs_select_own', command: 'select', using: own }),
      alter(own),
      { sql: 'grant select, update on public.docs to authenticated' },
    ];
  },
  proof:
    "select policyname, cmd, qual, with_check from pg_policies where schemaname = 'public' and tablename = 'docs' order by policyname",
  done: (knows) =>
    knows('S05')
      ? 'Renaming works now. An UPDATE reads the row it changes, so it needs a policy for SELECT as well: without one it finds no row, changes nothing and reports no error. The new policies let owners read and change their own documents, and give none away.'
      : 'I changed how `docs` may be changed.',
};
