import { cpus, totalmem } from 'node:os';
import type { Row } from './scenario.ts';

/** Rows as a table in Markdown, with the columns of all of them. */
export function toTable(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const toLine = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  return [
    toLine(columns),
    toLine(columns.map(() => '---')),
    ...rows.map((row) => toLine(columns.map((column) => row[column] ?? ''))),
  ].join('\n');
}

export function describeMachine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim()}, ${memory} GiB, Node ${process.version}`;
}
