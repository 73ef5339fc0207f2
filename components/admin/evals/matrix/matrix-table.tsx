import type { Matrix, MatrixColumn } from '#lib/evals/model/matrix.ts';
import { toModelName } from '#components/message/model-words.ts';
import { conditionWords } from '../condition-words.ts';
import { toCellPath } from '../eval-paths.ts';
import { ModelName } from '../model-name.tsx';
import { MatrixCellView } from './matrix-cell-view.tsx';
import { MatrixTotals } from './matrix-totals.tsx';

export interface MatrixTableProps {
  evalRunId: string;
  matrix: Matrix;
  /** Of all rows, also those that are not shown. */
  rowCount: number;
}

/** Rows by conditions and models. What is wider than the page scrolls by itself, beside its row's name. */
export function MatrixTable({ evalRunId, matrix, rowCount }: MatrixTableProps) {
  const { axis, columns, rows } = matrix;
  return (
    <div
      role="group"
      aria-label="Matrix"
      tabIndex={0}
      className="relative overflow-x-auto rounded-md border border-line -outline-offset-2"
    >
      <table className="w-full border-separate border-spacing-0 text-sm">
        <caption className="sr-only">
          {axis === 'scenario' ? 'Scenarios' : 'Rules'} by condition and model: trials that passed
        </caption>
        <thead>
          <tr>
            <th
              scope="col"
              rowSpan={2}
              className="sticky left-0 z-10 w-44 min-w-32 border-r border-b border-line bg-sunken px-3 py-2 text-left text-xs font-medium text-ink-soft sm:w-60"
            >
              {axis === 'scenario' ? 'Scenario' : 'Rule'}
            </th>
            {toGroups(columns).map(({ condition, span }) => (
              <th
                key={condition}
                scope="colgroup"
                colSpan={span}
                className="border-b border-l border-line bg-sunken px-2.5 pt-2 pb-1 text-left font-semibold whitespace-nowrap first-of-type:border-l-0"
              >
                {conditionWords[condition].name}
              </th>
            ))}
          </tr>
          <tr>
            {columns.map(({ condition, modelId }) => (
              <th
                key={`${condition} ${modelId}`}
                scope="col"
                className="border-b border-line bg-sunken px-2.5 pb-2 text-left align-top text-xs font-medium text-ink-soft"
              >
                <ModelName modelId={modelId} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th
                scope="row"
                className="sticky left-0 z-10 border-r border-b border-line bg-paper px-3 py-2 text-left align-top font-normal"
              >
                <span className="font-mono text-[0.8125rem] font-medium [overflow-wrap:anywhere]">
                  {row.id}
                </span>
                {row.title && (
                  <span className="hidden text-xs text-ink-soft sm:line-clamp-2">{row.title}</span>
                )}
              </th>
              {columns.map((column, index) => {
                const cell = row.cells[index];
                const place = { axis, rowId: row.id, ...column };
                return (
                  <td key={`${column.condition} ${column.modelId}`} className="h-px border-b border-line p-1">
                    {cell ? (
                      <MatrixCellView
                        cell={cell}
                        href={toCellPath(evalRunId, place, cell)}
                        place={toPlaceWords(row.id, column)}
                      />
                    ) : (
                      <span className="block px-2.5 text-xs text-ink-soft">not asked for</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <MatrixTotals matrix={matrix} rowCount={rowCount} />
      </table>
    </div>
  );
}

function toPlaceWords(rowId: string, { condition, modelId }: MatrixColumn): string {
  return `${rowId}, ${conditionWords[condition].name}, ${toModelName(modelId)}`;
}

function toGroups(
  columns: readonly MatrixColumn[],
): { condition: MatrixColumn['condition']; span: number }[] {
  const groups = Map.groupBy(columns, ({ condition }) => condition);
  return [...groups].map(([condition, members]) => ({ condition, span: members.length }));
}
