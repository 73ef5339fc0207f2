import type { Change, Statement } from './change.ts';
import { index, uid } from './sql.ts';

export const rlsSlow: Change = {
  id: 'rls-slow',
  isAskedBy: (prompt) =>
    /\b(?:slow|takes? (?:forever|ages|long)|performance|lags?|time.?outs?)\b/i.test(prompt) &&
    /\bdocuments?\b/i.test(prompt),
  wanted: 'a faster documents page',
  table: 'documents',
  mends: true,
  migration: 'speed_up_documents',
  docs: 'row level security performance policy index',
  question:
    "select policyname, cmd, qual, with_check from pg_policies where schemaname = 'public' and tablename = 'documents'",
  write: (knows, { rows }) => [
    ...(knows('S12') || !knows('S11') ? [index('documents', 'owner_id')] : []),
    ...(knows('S11') ? toWrapped(rows, uid(knows)) : []),
    { sql: 'analyze public.documents' },
  ],
  proof: 'explain select id from public.documents where owner_id = (select id from auth.users limit 1)',
  done: (knows) =>
    knows('S11')
      ? 'The page should be quick now. The policy called `auth.uid()` for every row; wrapped in a `select` it is called once per query, and the index finds the owner’s rows without reading the others.'
      : 'There is an index on the owner of a document now.',
};

/** Each policy as it is, with its calls wrapped; the seed's own name and shape where nothing could be read. */
function toWrapped(rows: readonly Record<string, unknown>[], wrapped: string): Statement[] {
  const found = rows.length > 0 ? rows : [{ policyname: 'own', qual: 'owner_id = auth.uid()' }];
  return found.flatMap(({ policyname, qual, with_check: check }) => {
    const wrap = (expression: unknown) =>
      typeof expression === 'string'
        ? expression.replace(/\(\s*select auth\.uid\(\)(?: as uid)?\s*\)|auth\.uid\(\)/gi, wrapped)
        : undefined;
    const using = wrap(qual);
    const checked = wrap(check);
    const clauses = [
      ...(using === undefined ? [] : [`using (${using})`]),
      ...(checked === undefined ? [] : [`with check (${checked})`]),
    ];
    const sql = `alter policy ${String(policyname)} on public.documents ${clauses.join(' ')}`;
    return clauses.length === 0 ? [] : [{ sql }];
  });
}
