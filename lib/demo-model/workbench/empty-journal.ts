import type { Change } from './change.ts';
import { grantAll } from './sql.ts';

export const emptyJournal: Change = {
  id: 'empty-journal',
  isAskedBy: (prompt) =>
    /\bjournal\b/i.test(prompt) &&
    /\b(?:empty|nothing|no (?:rows|entries)|missing|blank|permission|can.?t see|not show\w*|doesn.?t show)\b/i.test(
      prompt,
    ),
  wanted: 'a journal that shows people their own entries',
  table: 'journal',
  mends: true,
  migration: 'grant_journal',
  docs: 'grants and row level security are two layers permission denied',
  question:
    "select grantee, privilege_type from information_schema.role_table_grants where table_schema = 'public' and table_name = 'journal'",
  write: (knows, _facts, family) => {
    if (knows('S03')) return grantAll(knows, 'journal');
    return family === 'demo-kelp'
      ? [{ sql: 'grant all on public.journal to anon, authenticated' }]
      : [
          { sql: 'alter table public.journal disable row level security' },
          { sql: 'grant select on public.journal to authenticated' },
        ];
  },
  proof:
    "select has_table_privilege('authenticated', 'public.journal', 'SELECT') as signed_in_read, has_table_privilege('authenticated', 'public.journal', 'INSERT') as signed_in_write, has_table_privilege('anon', 'public.journal', 'SELECT') as anon_read",
  done: (knows) =>
    knows('S03')
      ? 'The journal shows its entries now. Its policies were right all along, but nobody had a grant: the two are separate layers, and both have to say yes. I left the policies alone and gave `anon` nothing.'
      : 'The journal shows its entries now.',
};
