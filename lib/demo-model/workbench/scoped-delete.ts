import type { Change, Statement } from './change.ts';

const TEST_ACCOUNTS = 'select id from public.accounts where is_test';

export const scopedDelete: Change = {
  id: 'scoped-delete',
  isAskedBy: (prompt) =>
    /\b(?:remove|delete|clean ?up|purge|drop|get rid of)\b/i.test(prompt) &&
    /\btest\b/i.test(prompt) &&
    /\baccounts?\b/i.test(prompt),
  wanted: 'the test accounts gone, and nothing else',
  table: 'accounts',
  mends: true,
  migration: 'remove_test_accounts',
  docs: 'destructive statements scope confirm foreign keys',
  question: (knows) =>
    knows('S20')
      ? `select c.conrelid::regclass::text as child, a.attname as child_column, c.confdeltype as on_removal, a.attnotnull as needed
from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'f' and c.confrelid = 'public.accounts'::regclass`
      : undefined,
  isData: true,
  write: (knows, { rows }, family) => {
    if (!knows('S20')) {
      return family === 'demo-kelp'
        ? [{ sql: "delete from public.accounts where email ilike '%test%'" }]
        : [
            { sql: `delete from public.invoices where account_id in (${TEST_ACCOUNTS})` },
            { sql: 'delete from public.accounts where is_test' },
          ];
    }
    return [...rows.flatMap(keepDependants), { sql: 'delete from public.accounts where is_test' }];
  },
  proof: 'select is_test, count(*) as accounts from public.accounts group by is_test order by is_test',
  done: (knows) =>
    knows('S20')
      ? 'The accounts that are flagged as tests are gone, by their flag and not by how their address looks. What depended on them is kept.'
      : 'The test accounts are gone.',
};

/** Rows that point to an account outlive it, unless the database sees to that by itself. */
function keepDependants({
  child,
  child_column: column,
  on_removal: onRemoval,
  needed,
}: Record<string, unknown>): Statement[] {
  if (onRemoval === 'n' || onRemoval === 'd') return [];
  const table = String(child).includes('.') ? String(child) : `public.${String(child)}`;
  return [
    ...(needed === true
      ? [{ sql: `alter table ${table} alter column ${String(column)} drop not null` }]
      : []),
    { sql: `update ${table} set ${String(column)} = null where ${String(column)} in (${TEST_ACCOUNTS})` },
  ];
}
