import type { Statement } from './change.ts';
import type { Knows } from './rules.ts';

/** The caller's id; wrapped, it is computed once per statement instead of once per row. [S11] */
export const uid = (knows: Knows) => (knows('S11') ? '(select auth.uid())' : 'auth.uid()');
export const jwt = (knows: Knows) => (knows('S11') ? '(select auth.jwt())' : 'auth.jwt()');

/** Whom a policy is for. [S07] */
export const toRole = (knows: Knows) => (knows('S07') ? ' to authenticated' : '');

/** [S14] */
export const primaryKey = (knows: Knows) =>
  knows('S14') ? 'id bigint generated always as identity primary key' : 'id serial primary key';
export const createdAt = (knows: Knows) =>
  `created_at ${knows('S14') ? 'timestamptz' : 'timestamp'} not null default now()`;

/** The person a row belongs to, who need not be named when it is made. [S15] */
export const ownerColumn = (knows: Knows, name = 'user_id') =>
  `${name} uuid not null default auth.uid() references auth.users (id)${knows('S15') ? ' on delete cascade' : ''}`;

export interface PolicyParts {
  table: string;
  name: string;
  command: 'all' | 'select' | 'insert' | 'update' | 'delete';
  using?: string;
  check?: string;
}

export function policy(knows: Knows, { table, name, command, using, check }: PolicyParts): Statement {
  const parts = [
    `create policy ${name} on public.${table} for ${command}${toRole(knows)}`,
    ...(using === undefined ? [] : [`  using (${using})`]),
    ...(check === undefined ? [] : [`  with check (${check})`]),
  ];
  return { sql: parts.join('\n'), before: `drop policy if exists ${name} on public.${table}` };
}

export const index = (table: string, columns: string): Statement => ({
  sql: `create index if not exists ${toIndexName(table, columns)} on public.${table} (${columns})`,
});

/** One policy for the owner, RLS, grants and an index: a table of which everyone sees their own rows. */
export function protectOwned(knows: Knows, table: string, column = 'user_id'): Statement[] {
  const own = `${column} = ${uid(knows)}`;
  return [
    ...(knows('S12') || knows('S11') ? [index(table, column)] : []),
    ...(knows('S02') ? [enableRls(table), ownerPolicy(knows, table, own)] : []),
    ...grantAll(knows, table),
  ];
}

/** Without S04 and S05 whoever may write at all may write anything. */
const ownerPolicy = (knows: Knows, table: string, own: string) =>
  policy(knows, {
    table,
    name: `${table}_own`,
    command: 'all',
    using: own,
    check: knows('S05') || knows('S04') ? own : 'true',
  });

export const enableRls = (table: string): Statement => ({
  sql: `alter table public.${table} enable row level security`,
});

/** Without S03 there is one layer only, and it is open. */
export function grantAll(knows: Knows, table: string): Statement[] {
  if (!knows('S03')) return [{ sql: `grant all on public.${table} to anon, authenticated` }];
  return [
    { sql: `grant select, insert, update, delete on public.${table} to authenticated` },
    { sql: `revoke all on public.${table} from anon` },
  ];
}

/** Several statements as one text, each repeatable. */
export const toScript = (statements: readonly Statement[]) =>
  statements
    .flatMap(({ sql, before }) => (before === undefined ? [sql] : [before, sql]))
    .map((sql) => `${sql};`)
    .join('\n\n');

const toIndexName = (table: string, columns: string) =>
  [table, ...(columns.match(/\w+/g) ?? []).filter((word) => word !== 'desc'), 'idx'].join('_');
