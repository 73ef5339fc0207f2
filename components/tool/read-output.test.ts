import { expect, test } from 'vitest';
import { readOutput } from './read-output.ts';

test('rows are a table, and what else was said stands beside it', () => {
  const output = {
    columns: ['id'],
    rows: [[1]],
    rowCount: 1,
    note: 'data',
    notices: ['slow'],
    command: 'SELECT',
  };
  expect(readOutput(output)).toEqual({
    rows: { columns: [{ name: 'id' }], rows: [['1']], rowCount: 1, isCut: false },
    changes: [],
    rest: { notices: ['slow'] },
  });
});

test('a write says what was done and what it changed', () => {
  const change = { kind: 'rows', on: 'public.notes', inserted: 1, updated: 0, deleted: 0 };
  expect([
    readOutput({ command: 'INSERT', rowCount: 1, changed: [change] }),
    readOutput({ version: '2026', name: 'add', changed: [] }),
  ]).toEqual([
    { done: 'INSERT, 1 row', changes: [change] },
    { changes: [], rest: { version: '2026', name: 'add' } },
  ]);
});

test('any other output is shown as it is', () => {
  expect([readOutput('text'), readOutput([1]), readOutput({ tables: [] }), readOutput(null)]).toEqual([
    { changes: [], rest: 'text' },
    { changes: [], rest: [1] },
    { changes: [], rest: { tables: [] } },
    { changes: [], rest: null },
  ]);
});
