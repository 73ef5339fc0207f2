import type { Change } from './change.ts';
import { createdAt, ownerColumn, primaryKey, protectOwned } from './sql.ts';

export const privateTable: Change = {
  id: 'private-table',
  isAskedBy: (prompt) =>
    /\bnotes?\b/i.test(prompt) && /\b(?:add|create|make|need|want|build|keep|store|save)\b/i.test(prompt),
  wanted: 'a table in which each user keeps private notes',
  table: 'notes',
  migration: 'create_notes',
  docs: 'new table row level security policy owner',
  write: (knows) => [
    {
      sql: `create table if not exists public.notes (
  ${primaryKey(knows)},
  ${ownerColumn(knows)},
  body text not null default '',
  ${createdAt(knows)}
)`,
    },
    ...protectOwned(knows, 'notes'),
  ],
  proof:
    "select relname as table, relrowsecurity as rls, (select count(*) from pg_policies where tablename = 'notes') as policies, " +
    "has_table_privilege('anon', oid, 'SELECT') as anon_reads from pg_class where oid = 'public.notes'::regclass",
  done: (knows) =>
    ['S02', 'S03', 'S05'].every(knows)
      ? 'There is a table `notes` now. Everyone who is signed in sees and changes their own notes, and nobody else’s.'
      : 'There is a table `notes` now.',
};
