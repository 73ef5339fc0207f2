'use client';

import { useState } from 'react';
import { revealText } from './reveal-text.ts';

const FIRST_CHARS = 300;

/** One value, in the direction of its own script. Of a long one the rest is shown when it is asked for. */
export function RowCell({ cell }: { cell: string | null }) {
  const [isWhole, setIsWhole] = useState(false);
  const isCut = cell !== null && cell.length > FIRST_CHARS && !isWhole;
  return (
    <td
      dir="auto"
      className="max-w-[20rem] px-2.5 py-1 text-left [overflow-wrap:anywhere] whitespace-pre-wrap"
    >
      {cell === null ? (
        <i className="text-ink-soft">null</i>
      ) : (
        revealText(isCut ? `${cell.slice(0, FIRST_CHARS)}…` : cell)
      )}
      {isCut && (
        <button
          type="button"
          dir="ltr"
          className="text-link ml-1.5 font-sans"
          onClick={() => setIsWhole(true)}
        >
          Show all {cell.length.toLocaleString('en')} characters
        </button>
      )}
    </td>
  );
}
