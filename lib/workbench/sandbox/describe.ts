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

/**
 * Reads with the sandbox's own login, never with more: expressions, views and policies in there may hold anything. A table
 * that can't be counted is described without its count.
 */
export async function describeDatabase(
  connections: SandboxConnections,
  limits: SandboxLimits,
  rows: boolean,
): Promise<SandboxDescription> {
  const { tables, ...rest } = await connections.transact(READ, readCatalogue);
  const migrations = await connections.transact(READ, readMigrations).catch(ignoreFailure<Migration[]>([]));
  const described: TableDescription[] = [];
  for (const [index, table] of tables.entries()) {
    described.push(index < MAX_TABLES ? await addRows(connections, limits, table, rows) : table);
  }
  return { ...rest, tables: described, migrations };
}

async function readCatalogue(tx: SandboxTransaction): Promise<Omit<SandboxDescription, 'migrations'>> {
  const [row] = await tx.query<{ catalogue: Omit<SandboxDescription, 'migrations'> }>(CATALOGUE_QUERY);
  if (!row) throw new Error('cannot describe the sandbox: the catalogue gave no row');
  return row.catalogue;
}

async function readMigrations(tx: SandboxTransaction): Promise<Migration[]> {
  const found = await tx.query<{ version: string; name: string; statements: string[]; applied_at: Date }>(
    'SELECT version, name, statements, applied_at FROM workbench.migrations ORDER BY version LIMIT 200',
  );
  return found.map(({ applied_at, ...migration }) => ({ ...migration, appliedAt: applied_at.toISOString() }));
}

function addRows(
  connections: SandboxConnections,
  limits: SandboxLimits,
  table: TableDescription,
  wanted: boolean,
): Promise<TableDescription> {
  const name = `${quote(table.schema)}.${quote(table.name)}`;
  return connections
    .transact(READ, async (tx) => {
      const [counted] = await tx.query<{ count: string }>(
        `SELECT count(*) FROM (SELECT FROM ${name} LIMIT ${MAX_COUNT}) counted`,
      );
      const rowCount = Number(counted?.count);
      if (!wanted) return { ...table, rowCount };
      const collector = new RowCollector({ ...limits, ...ROWS });
      const key = table.primaryKey.map(quote).join(', ');
      await tx.run(`SELECT * FROM ${name}${key === '' ? '' : ` ORDER BY ${key}`} LIMIT ${ROWS.maxRows}`, {
        maxRows: ROWS.maxRows,
        onRow: (row, fields) => collector.add(row, fields),
      });
      return { ...table, rowCount, rows: collector.rows };
    })
    .catch(ignoreFailure(table));
}

/** What somebody's SQL does to a table is no reason to say nothing of the others. */
function ignoreFailure<T>(instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof SqlFailure) return instead;
    throw error;
  };
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
