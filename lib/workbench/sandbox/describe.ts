import type { Clock } from '#lib/base/clock.ts';
import { toAppliedAt } from './applied-at.ts';
import { CATALOGUE_QUERY } from './catalogue-query.ts';
import { RowCollector } from './row-collector.ts';
import type { SandboxConnections, SandboxTransaction } from './sandbox-connections.ts';
import type { SandboxDescription, TableDescription } from './sandbox-description.ts';
import type { SandboxLimits } from './sandbox-limits.ts';
import { SqlFailure } from './sql-failure.ts';
import type { Migration } from './sql-result.ts';

const READ = { begin: "BEGIN READ ONLY; SET LOCAL search_path = ''", finish: 'ROLLBACK' };
const MAX_COUNT = 100_000;
const MAX_TABLES = 100;
const ROWS = { maxRows: 50, resultBytes: 16_000, valueLength: 500 };

/** Runs one part of the description; what can't be read, or not in time, is `instead`. */
type ReadPart = <T>(instead: T | undefined, read: (tx: SandboxTransaction) => Promise<T>) => Promise<T>;

/**
 * Reads with the sandbox's own login, never with more: expressions, views and policies in there may hold anything. All in
 * one transaction; when a part fails, each in its own, because what somebody's SQL does to one table is no reason to
 * say nothing of the others. Both take as long as a call may, and one part more: what is left then stays uncounted.
 */
export async function describeDatabase(
  { connections, clock, limits }: { connections: SandboxConnections; clock: Clock; limits: SandboxLimits },
  rows: boolean,
): Promise<SandboxDescription> {
  try {
    return await connections.transact(READ, (tx) => readParts((_instead, read) => read(tx), limits, rows));
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
  }
  const until = clock.now() + limits.killAfterMs;
  return readParts(
    async (instead, read) => {
      if (instead !== undefined && clock.now() >= until) return instead;
      return connections.transact(READ, read).catch((error: unknown) => {
        if (instead === undefined || !(error instanceof SqlFailure)) throw error;
        return instead;
      });
    },
    limits,
    rows,
  );
}

async function readParts(
  readPart: ReadPart,
  limits: SandboxLimits,
  rows: boolean,
): Promise<SandboxDescription> {
  const { tables, ...rest } = await readPart(undefined, readCatalogue);
  const migrations = await readPart([], readMigrations);
  const described: TableDescription[] = [];
  for (const [index, table] of tables.entries()) {
    const isRead = index < MAX_TABLES;
    described.push(isRead ? await readPart(table, (tx) => addRows(tx, limits, table, rows)) : table);
  }
  return { ...rest, tables: described, migrations };
}

async function readCatalogue(tx: SandboxTransaction): Promise<Omit<SandboxDescription, 'migrations'>> {
  const [row] = await tx.query<{ catalogue: Omit<SandboxDescription, 'migrations'> }>(CATALOGUE_QUERY);
  if (!row) throw new Error('cannot describe the sandbox: the catalogue gave no row');
  return row.catalogue;
}

/** The table is the sandbox's own, so anything may stand in it, of any type. */
async function readMigrations(tx: SandboxTransaction): Promise<Migration[]> {
  const found = await tx.query<{ version: string; name: string; statements: string[]; appliedAt: unknown }>(
    `SELECT coalesce(version::text, '') AS version, coalesce(name::text, '') AS name,
       coalesce(array_remove(statements::text[], NULL), '{}') AS statements, applied_at AS "appliedAt"
     FROM workbench.migrations ORDER BY version LIMIT 200`,
  );
  return found.map((migration) => ({ ...migration, appliedAt: toAppliedAt(migration.appliedAt) }));
}

async function addRows(
  tx: SandboxTransaction,
  limits: SandboxLimits,
  table: TableDescription,
  wanted: boolean,
): Promise<TableDescription> {
  const name = `${quote(table.schema)}.${quote(table.name)}`;
  const [counted] = await tx.query<{ count: string }>(
    `SELECT count(*) FROM (SELECT FROM ${name} LIMIT ${MAX_COUNT}) counted`,
  );
  const rowCount = Number(counted?.count);
  if (!wanted) return { ...table, rowCount };
  const collector = new RowCollector({ ...limits, ...ROWS });
  const key = table.primaryKey.map(quote).join(', ');
  const { end } = await tx.run(
    `SELECT * FROM ${name}${key === '' ? '' : ` ORDER BY ${key}`} LIMIT ${ROWS.maxRows}`,
    { maxRows: 0, onRow: (row, fields) => collector.add(row, fields) },
  );
  return end.status === 'failed' ? { ...table, rowCount } : { ...table, rowCount, rows: collector.rows };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
