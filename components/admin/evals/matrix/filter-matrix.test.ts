import { expect, test } from 'vitest';
import { cellOf, matrixOf } from '../testing/matrix-fixture.ts';
import { filterMatrix } from './filter-matrix.ts';

const matrix = matrixOf();

test('without a wish everything is shown', () => {
  expect(filterMatrix(matrix, { axis: 'scenario', onlyFailures: false })).toEqual(matrix);
});

test('a condition and a model leave one column, its cells and its total', () => {
  const filtered = filterMatrix(matrix, {
    axis: 'scenario',
    condition: 'mcp',
    modelId: 'demo:kelp',
    onlyFailures: false,
  });
  expect(filtered).toEqual({
    ...matrix,
    columns: [{ condition: 'mcp', modelId: 'demo:kelp', simulated: true }],
    rows: [
      { id: 'rls-slow', title: 'Slow policies', cells: [cellOf()] },
      { id: 'view-invoker', title: 'A view', cells: [cellOf({ passes: 1 })] },
    ],
    totals: [cellOf()],
  });
});

test('only failures are rows in which something shown did not pass, or broke', () => {
  const ids = (query: Partial<Parameters<typeof filterMatrix>[1]>, of = matrix) =>
    filterMatrix(of, { axis: 'scenario', onlyFailures: true, ...query }).rows.map(({ id }) => id);
  expect(ids({})).toEqual(['view-invoker']);
  expect(ids({ condition: 'mcp+skill' })).toEqual([]);
  const broken = matrixOf({
    rows: [{ id: 'rls-slow', title: null, cells: [cellOf({ infraFailed: 1 }), null, null, null] }],
  });
  expect(ids({}, broken)).toEqual(['rls-slow']);
});

test('one row may be shown alone', () => {
  const { rows } = filterMatrix(matrix, { axis: 'scenario', rowId: 'rls-slow', onlyFailures: false });
  expect(rows.map(({ id }) => id)).toEqual(['rls-slow']);
});
