import { expect, test } from 'vitest';
import { readRows } from './read-rows.ts';

const rows = [
  [1, null],
  [2, { a: 1 }],
];
const cells = [
  ['1', null],
  ['2', '{"a":1}'],
];

test('columns come with their types, in one text or apart, and a missing value is not the word null', () => {
  const columns = [
    { name: 'id', type: 'bigint' },
    { name: 'data', type: 'timestamp with time zone' },
  ];
  const expected = { columns, rows: cells, rowCount: 2, isCut: false };
  expect([
    readRows({ columns: ['id bigint', 'data timestamp with time zone'], rows, rowCount: 2 }),
    readRows({ columns, rows, rowCount: 2 }),
    readRows({ columns, rows: [{ id: 1 }, { id: 2, data: { a: 1 } }], rowCount: 2 }),
  ]).toEqual([expected, expected, expected]);
});

test('rows that were left out are told of, in each of the ways in which they are said', () => {
  const result = { columns: ['id', 'data'], rows };
  const said = [
    result,
    { ...result, rowsLeftOut: true },
    { ...result, truncated: true },
    { ...result, truncated: { rows: true, values: false } },
    { ...result, truncated: { rows: false, values: true } },
    { ...result, rowCount: 40 },
  ];
  expect(said.map((output) => readRows(output)?.isCut)).toEqual([false, true, true, true, false, true]);
});

test('no rows are still a result', () => {
  expect(readRows({ columns: ['id'], rows: [] })).toEqual({
    columns: [{ name: 'id' }],
    rows: [],
    isCut: false,
  });
});

test('what is no result of rows is left to be shown as it is', () => {
  expect([null, 'text', [], {}, { columns: [], rows: [] }, { rows: [1] }].map(readRows)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
});
