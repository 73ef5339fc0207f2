import type { Matrix, MatrixColumn } from '#lib/evals/model/matrix.ts';
import { isFailing } from './cell-words.ts';
import type { MatrixQuery } from './matrix-query.ts';

/** The part of a matrix that somebody wants to see. Totals stay those of all rows. */
export function filterMatrix(matrix: Matrix, query: MatrixQuery): Matrix {
  const shown = matrix.columns.map((column) => isShown(column, query));
  const keep = <T>(members: readonly T[]): T[] => members.filter((_, index) => shown[index]);
  const rows = matrix.rows
    .filter(({ id }) => query.rowId === undefined || query.rowId === id)
    .map((row) => ({ ...row, cells: keep(row.cells) }))
    .filter(({ cells }) => !query.onlyFailures || cells.some(isFailing));
  return {
    ...matrix,
    columns: keep(matrix.columns),
    rows,
    totals: keep(matrix.totals),
    comparisons: matrix.comparisons.filter(
      ({ modelId }) => query.modelId === undefined || query.modelId === modelId,
    ),
  };
}

function isShown({ condition, modelId }: MatrixColumn, query: MatrixQuery): boolean {
  return (
    (query.condition === undefined || query.condition === condition) &&
    (query.modelId === undefined || query.modelId === modelId)
  );
}
