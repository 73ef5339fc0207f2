import { isRecord } from './is-record.ts';

/** Rows as a database tool answers with them. */
export interface RowSet {
  columns: readonly { name: string; type?: string }[];
  /** Cells as words; null is a missing value. */
  rows: readonly (readonly (string | null)[])[];
  /** Of the whole result, where it is known. */
  rowCount?: number;
  /** Not all rows came. */
  isCut: boolean;
}

/** The rows in a tool's output, `{ columns, rows, ... }`, rows as arrays or objects. Undefined where there are none. */
export function readRows(output: unknown): RowSet | undefined {
  if (!isRecord(output) || !Array.isArray(output.columns) || !Array.isArray(output.rows)) return undefined;
  const columns = output.columns.map(toColumn);
  if (columns.length === 0) return undefined;
  const rows: unknown[] = output.rows;
  const { rowCount } = output;
  return {
    columns,
    rows: rows.map((row) => toCells(row, columns)),
    ...(typeof rowCount === 'number' ? { rowCount } : {}),
    isCut: isCut(output) || (typeof rowCount === 'number' && rowCount > rows.length),
  };
}

/** Told by `rowsLeftOut`, or by `truncated`: yes or no, or `{ rows, values }`. */
function isCut({ truncated, rowsLeftOut }: Record<string, unknown>): boolean {
  return rowsLeftOut === true || truncated === true || (isRecord(truncated) && truncated.rows === true);
}

/** `{ name, type? }`, or both in one text with a space between them. */
function toColumn(column: unknown): { name: string; type?: string } {
  if (isRecord(column)) {
    const { name, type } = column;
    return { name: String(name), ...(typeof type === 'string' ? { type } : {}) };
  }
  const text = String(column);
  const space = text.indexOf(' ');
  return space === -1 ? { name: text } : { name: text.slice(0, space), type: text.slice(space + 1) };
}

function toCells(row: unknown, columns: RowSet['columns']): (string | null)[] {
  if (Array.isArray(row)) return columns.map((_, index) => toCell(row[index]));
  return columns.map(({ name }) => toCell(isRecord(row) ? row[name] : undefined));
}

function toCell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
