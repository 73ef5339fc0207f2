import { expect, test } from 'vitest';
import type { JsonValue, SqlResult } from '#lib/workbench/sandbox/sql-result.ts';
import type { Expectation } from '../scenario/expectation.ts';
import { matchResult } from './match-result.ts';

const rows = (...values: JsonValue[][]): SqlResult => ({
  status: 'ok',
  command: 'SELECT',
  columns: [],
  rows: values,
  rowCount: values.length,
  truncated: { rows: false, values: false },
  notices: [],
  rowChanges: [],
  durationMs: 0,
});
const changed = (rowCount: number): SqlResult => ({ ...rows(), rowCount }) as SqlResult;
const error = (sqlstate: string): SqlResult => ({
  status: 'error',
  error: { sqlstate, message: 'no' },
  notices: [],
  durationMs: 0,
});

test.each<[Expectation, SqlResult[], SqlResult[]]>([
  ['works', [rows(), rows([1])], [error('42501')]],
  ['anything', [rows(), error('42P01')], []],
  // What is not there at all is neither closed nor empty.
  [
    'blocked',
    [error('42501'), error('23505'), error('P0001'), changed(0)],
    [error('42P01'), error('42703'), changed(1)],
  ],
  ['nothing', [error('42501'), rows()], [error('42P01'), error('23505'), rows([null])]],
  [{ error: '23' }, [error('23502'), error('23514')], [error('42501'), rows()]],
  [{ error: '42501' }, [error('42501')], [error('42502'), rows()]],
  [{ rowCount: 1 }, [rows([1]), changed(1)], [rows(), changed(2), error('42501')]],
  [{ value: 3 }, [rows([3]), rows(['3'])], [rows([4]), rows([null]), rows(), error('42501')]],
  [{ value: null }, [rows([null])], [rows(['null']), rows()]],
  [{ value: false }, [rows([false])], [rows([true]), rows([null])]],
  [{ atLeast: 2 }, [rows(['2']), rows([3])], [rows([1]), rows([null]), rows()]],
  [{ rows: [['a', 1]] }, [rows(['a', '1'])], [rows(), rows(['a', 2]), rows(['a', 1], ['b', 2])]],
])('%j', (expected, good, bad) => {
  expect([...good, ...bad].map((result) => matchResult(result, expected).matches)).toEqual([
    ...good.map(() => true),
    ...bad.map(() => false),
  ]);
});

test('what was seen and what was wanted are told in words', () => {
  expect([
    matchResult(rows(['a', 1], ['b', 2]), { rowCount: 1 }),
    matchResult(error('42501'), { atLeast: 1 }),
    matchResult(changed(0), { value: true }),
  ]).toEqual([
    { matches: false, actual: '2 rows: [["a",1],["b",2]]', wanted: '1 row' },
    { matches: false, actual: 'error 42501: no', wanted: 'at least 1' },
    { matches: false, actual: '0 rows', wanted: 'true' },
  ]);
});
