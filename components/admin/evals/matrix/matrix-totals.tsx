import type { ReactNode } from 'react';
import type { Matrix, MatrixCell } from '#lib/evals/model/matrix.ts';
import { formatDuration } from '#components/ui/format-duration.ts';
import { formatCost } from '#components/usage/usage-words.ts';
import { formatInterval, formatShare, noShare } from '../share-words.ts';
import { ComparisonVerdict } from './comparison-verdict.tsx';
import { ReadingList } from './reading-list.tsx';

export interface MatrixTotalsProps {
  matrix: Matrix;
  rowCount: number;
}

/** What every column comes to, over all rows. */
export function MatrixTotals({ matrix: { axis, columns, totals }, rowCount }: MatrixTotalsProps) {
  const all = axis === 'scenario' && rowCount > 1 ? `All ${rowCount} scenarios` : 'All trials';
  const hasDelta = totals.some(({ delta }) => delta !== null);
  const lines: [name: string, render: (cell: MatrixCell) => ReactNode][] = [
    [all, (cell) => <Passes cell={cell} />],
    ['Completeness', (cell) => formatShare(cell.completeness)],
    ['Passes every time (pass^k)', (cell) => formatShare(cell.passHatK)],
    ...(hasDelta
      ? ([['Against production', (cell) => <AgainstProduction cell={cell} />]] satisfies typeof lines)
      : []),
    ['A trial costs', (cell) => (cell.meanCostUsd === null ? noShare : formatCost(cell.meanCostUsd))],
    ['takes', (cell) => (cell.meanLatencyMs === null ? noShare : formatDuration(cell.meanLatencyMs))],
    ['tokens in / out', (cell) => toTokens(cell)],
    ['Files loaded', (cell) => <ReadingList readings={cell.filesLoaded} trials={cell.trials} />],
    ['Docs fetched', (cell) => <ReadingList readings={cell.docsFetched} trials={cell.trials} />],
  ];
  return (
    <tfoot className="text-xs">
      {lines.map(([name, render], line) => (
        <tr key={name} className={line === 0 ? 'text-sm font-semibold' : ''}>
          <th
            scope="row"
            className="sticky left-0 z-10 border-r border-line bg-sunken px-3 py-1.5 text-left align-top font-medium"
          >
            {name}
          </th>
          {totals.map((cell, index) => {
            const column = columns[index];
            return (
              <td
                key={column ? `${column.condition} ${column.modelId}` : index}
                className="bg-sunken px-3.5 py-1.5 align-top tabular-nums"
              >
                {render(cell)}
              </td>
            );
          })}
        </tr>
      ))}
    </tfoot>
  );
}

function Passes({ cell: { passes, decided, interval } }: { cell: MatrixCell }) {
  if (decided === 0) return noShare;
  return (
    <>
      {passes}/{decided}
      <span className="block text-xs font-normal text-ink-soft">
        {formatShare(passes / decided)}, {formatInterval(interval)}
      </span>
    </>
  );
}

function AgainstProduction({ cell: { delta } }: { cell: MatrixCell }) {
  if (!delta || delta.before === null || delta.after === null) return noShare;
  return (
    <ComparisonVerdict
      comparison={delta}
      lead={`${formatShare(delta.before)} → ${formatShare(delta.after)}`}
    />
  );
}

function toTokens({ meanInputTokens, meanOutputTokens }: MatrixCell): string {
  if (meanInputTokens === null || meanOutputTokens === null) return noShare;
  const whole = (tokens: number) => Math.round(tokens).toLocaleString('en');
  return `${whole(meanInputTokens)} / ${whole(meanOutputTokens)}`;
}
