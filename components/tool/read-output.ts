import type { WorkbenchChange } from '#lib/protocol/workbench.ts';
import { findChanged } from '../workbench/read-changes.ts';
import { isRecord } from './is-record.ts';
import { readRows, type RowSet } from './read-rows.ts';

/** A tool's output in the form that people read it in: what is not in one of its parts is in `rest`. */
export interface ToolOutputView {
  rows?: RowSet;
  /** What was done, where no rows say it: `INSERT, 1 row`. */
  done?: string;
  changes: readonly WorkbenchChange[];
  rest?: unknown;
}

/** Said by the other parts, or a note that is for the model. */
const told = new Set([
  'columns',
  'rows',
  'rowCount',
  'rowsLeftOut',
  'valuesCutShort',
  'truncated',
  'command',
  'changed',
  'note',
]);

export function readOutput(output: unknown): ToolOutputView {
  const rows = readRows(output);
  const changes = findChanged(output);
  if (!isRecord(output) || (!rows && !('changed' in output))) return { changes: [], rest: output };
  const rest = Object.fromEntries(Object.entries(output).filter(([name]) => !told.has(name)));
  const done = rows ? undefined : toDone(output);
  return {
    ...(rows ? { rows } : {}),
    ...(done ? { done } : {}),
    changes,
    ...(Object.keys(rest).length > 0 ? { rest } : {}),
  };
}

function toDone({ command, rowCount }: Record<string, unknown>): string | undefined {
  if (typeof command !== 'string') return undefined;
  if (typeof rowCount !== 'number') return command;
  return `${command}, ${rowCount.toLocaleString('en')} ${rowCount === 1 ? 'row' : 'rows'}`;
}
