import { isRecord, rowsOf } from '../tool-result.ts';

export interface TableFacts {
  name: string;
  columns: string[];
  rows?: number;
  rls?: boolean;
}

/** What `list_tables` tells, read loosely: names and shapes may differ from server to server. */
export function describeTables(value: unknown): TableFacts[] {
  return listRows(value).flatMap((table) => {
    const name = textOf(table, ['name', 'table', 'table_name', 'relname']);
    if (name === undefined) return [];
    const schema = textOf(table, ['schema', 'table_schema', 'schemaname']);
    const rows = numberOf(table, ['rows', 'rowCount', 'row_count', 'estimatedRows']);
    const rls = [table.rls, table.rlsEnabled, table.rls_enabled, table.rowSecurity].find(
      (flag) => typeof flag === 'boolean',
    );
    return [
      {
        name: (schema === undefined ? name : `${schema}.${name}`).replace(/^public\./, ''),
        columns: toNames(table.columns),
        ...(rows !== undefined && { rows }),
        ...(rls !== undefined && { rls }),
      },
    ];
  });
}

/** Tables may stand in their schemas. */
function listRows(value: unknown): Record<string, unknown>[] {
  if (isRecord(value) && !Array.isArray(value.tables) && Array.isArray(value.schemas)) {
    return rowsOf(value.schemas).flatMap((schema) =>
      rowsOf(schema.tables).map((table) => ({ schema: schema.name, ...table })),
    );
  }
  return rowsOf(value);
}

function toNames(columns: unknown): string[] {
  if (!Array.isArray(columns)) return [];
  return columns.flatMap((column) => {
    // Its type and default may stand behind the name.
    if (typeof column === 'string') return column.split(' ').slice(0, 1);
    const name = isRecord(column) ? textOf(column, ['name', 'column_name']) : undefined;
    return name === undefined ? [] : [name];
  });
}

function textOf(record: Record<string, unknown>, keys: readonly string[]): string | undefined {
  const found = keys.map((key) => record[key]).find((value) => typeof value === 'string');
  return typeof found === 'string' ? found : undefined;
}

function numberOf(record: Record<string, unknown>, keys: readonly string[]): number | undefined {
  const found = keys
    .map((key) => record[key])
    .find((value) => typeof value === 'number' || /^\d+$/.test(String(value)));
  return found === undefined ? undefined : Number(found);
}
