/** Rows as a database tool answers with them. */
export interface RowSet {
  columns: readonly string[];
  /** Cells as words; null is a missing value. */
  rows: readonly (readonly (string | null)[])[];
  /** Of the whole result, also where not all of it came. */
  rowCount: number;
  truncated: boolean;
}

/** The rows in a tool's output: `{ columns, rows, rowCount?, truncated? }`, rows as arrays or objects. Else undefined. */
export function readRows(output: unknown): RowSet | undefined {
  if (!isRecord(output) || !Array.isArray(output.columns) || !Array.isArray(output.rows)) return undefined;
  const columns = output.columns.map(toColumnName);
  if (columns.length === 0) return undefined;
  const rows: unknown[] = output.rows;
  return {
    columns,
    rows: rows.map((row) => toCells(row, columns)),
    rowCount: typeof output.rowCount === 'number' ? output.rowCount : rows.length,
    truncated: isCut(output.truncated),
  };
}

/** Yes or no, or `{ rows, values }`: whether rows were left out, and whether values were cut. */
function isCut(truncated: unknown): boolean {
  return truncated === true || (isRecord(truncated) && truncated.rows === true);
}

function toColumnName(column: unknown): string {
  return isRecord(column) && 'name' in column ? String(column.name) : String(column);
}

function toCells(row: unknown, columns: readonly string[]): (string | null)[] {
  if (Array.isArray(row)) return columns.map((_, index) => toCell(row[index]));
  return columns.map((name) => toCell(isRecord(row) ? row[name] : undefined));
}

function toCell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
