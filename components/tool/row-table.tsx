'use client';

import { useState } from 'react';
import type { RowSet } from './read-rows.ts';
import { RowCell } from './row-cell.tsx';

/** More are shown when they are asked for. */
const FIRST_ROWS = 100;

const count = (rows: number) => `${rows.toLocaleString('en')} ${rows === 1 ? 'row' : 'rows'}`;

export interface RowTableProps extends RowSet {
  /** The name of the table. */
  label: string;
}

/** Rows of a database. A wide or long table scrolls by itself, by keyboard too. */
export function RowTable({ label, columns, rows, rowCount, isCut }: RowTableProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <div>
      <div
        role="group"
        aria-label={label}
        tabIndex={0}
        className="max-h-72 overflow-auto rounded-sm border border-line -outline-offset-2"
      >
        <table className="min-w-full border-collapse text-xs">
          <thead className="sticky top-0 bg-sunken text-left text-ink-soft">
            <tr>
              {withPlace(columns).map(({ place, value: { name, type } }) => (
                <th key={place} scope="col" className="px-2.5 py-1.5 font-medium whitespace-nowrap">
                  {name}
                  {type && <span className="ml-1.5 font-mono font-normal">{type}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="font-mono">
            {withPlace(shown).map(({ place: row, value: cells }) => (
              <tr key={row} className="border-t border-line align-top">
                {withPlace(cells).map(({ place: column, value: cell }) => (
                  <RowCell key={column} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="mt-1 flex gap-x-3 text-xs text-ink-soft">
        {isCut || shown.length < rows.length ? toCutWords(shown.length, rowCount) : count(shown.length)}
        {shown.length < rows.length && (
          <button type="button" className="text-link" onClick={() => setIsWhole(true)}>
            Show {isCut ? count(rows.length) : `all ${count(rows.length)}`}
          </button>
        )}
      </p>
    </div>
  );
}

function toCutWords(shown: number, rowCount: number | undefined): string {
  const first = `The first ${count(shown)}`;
  return rowCount === undefined || rowCount <= shown ? first : `${first} of ${rowCount.toLocaleString('en')}`;
}

/** Rows and columns have no other name than their place: of a result nothing moves. */
function withPlace<T>(list: readonly T[]): { place: number; value: T }[] {
  return Array.from(list, (value, place) => ({ place, value }));
}
