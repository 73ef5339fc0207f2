import { expect, test } from 'vitest';
import { readRows } from './read-rows.ts';

test('rows come as arrays or as objects, and a missing value is not the word null', () => {
  const expected = {
    columns: ['id', 'title'],
    rows: [
      ['1', null],
      ['2', '{"a":1}'],
    ],
    rowCount: 40,
    truncated: true,
  };
  const asArrays = {
    columns: ['id', 'title'],
    rows: [
      [1, null],
      [2, { a: 1 }],
    ],
    rowCount: 40,
    truncated: true,
  };
  const asObjects = {
    ...asArrays,
    truncated: { rows: true, values: false },
    columns: [{ name: 'id' }, { name: 'title', type: 'text' }],
    rows: [{ id: 1 }, { id: 2, title: { a: 1 } }],
  };
  expect([readRows(asArrays), readRows(asObjects)]).toEqual([expected, expected]);
});

test('no rows are still a result, and their number is told', () => {
  expect(readRows({ columns: ['id'], rows: [] })).toEqual({
    columns: ['id'],
    rows: [],
    rowCount: 0,
    truncated: false,
  });
});

test('what is no result of rows is left to be shown as it is', () => {
  expect([null, 'text', [], {}, { columns: [], rows: [] }, { rows: [1] }].map(readRows)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
});
