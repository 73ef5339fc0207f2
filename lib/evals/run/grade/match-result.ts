import { isDeepStrictEqual } from 'node:util';
import { assertNever } from '#lib/base/assert.ts';
import type { SqlResult } from '#lib/workbench/sandbox/sql-result.ts';
import type { Expectation } from '../scenario/expectation.ts';

const DENIED = '42501';
/** A value, a constraint, a view's check option, what a trigger raises. */
const refusal = /^(42501|22...|23...|44...|P0001)$/;

/** Whether a result is as expected, and what it was. */
export function matchResult(
  result: SqlResult,
  expected: Expectation,
): { matches: boolean; actual: string; wanted: string } {
  return {
    matches: matches(result, expected),
    actual: tellResult(result),
    wanted: tellExpectation(expected),
  };
}

function matches(result: SqlResult, expected: Expectation): boolean {
  if (expected === 'anything') return true;
  if (result.status === 'error') {
    const { sqlstate } = result.error;
    if (expected === 'blocked') return refusal.test(sqlstate);
    if (expected === 'nothing') return sqlstate === DENIED;
    return typeof expected === 'object' && 'error' in expected && sqlstate.startsWith(expected.error);
  }
  const count = result.rowCount ?? result.rows.length;
  const first = result.rows[0]?.[0];
  if (expected === 'works') return true;
  if (expected === 'blocked' || expected === 'nothing') return count === 0;
  if ('error' in expected) return false;
  if ('rowCount' in expected) return count === expected.rowCount;
  if ('value' in expected) return result.rows.length > 0 && isSame(first, expected.value);
  if ('atLeast' in expected) return first !== null && Number(first) >= expected.atLeast;
  if ('rows' in expected)
    return isDeepStrictEqual(
      result.rows.map((row) => row.map(String)),
      expected.rows.map((row) => row.map(String)),
    );
  return assertNever(expected);
}

/** Whole numbers beyond 32 bits come as text. */
function isSame(actual: unknown, expected: unknown): boolean {
  return (actual === null) === (expected === null) && String(actual) === String(expected);
}

function tellExpectation(expected: Expectation): string {
  if (typeof expected === 'string') return expected;
  if ('error' in expected) return `error ${expected.error}`;
  if ('rowCount' in expected) return toRows(expected.rowCount);
  if ('atLeast' in expected) return `at least ${expected.atLeast}`;
  return JSON.stringify('value' in expected ? expected.value : expected.rows);
}

function tellResult(result: SqlResult): string {
  if (result.status === 'error') return `error ${result.error.sqlstate}: ${result.error.message}`;
  if (result.rows.length === 1 && result.rows[0]?.length === 1) return JSON.stringify(result.rows[0][0]);
  const count = toRows(result.rowCount ?? result.rows.length);
  return result.rows.length === 0 ? count : `${count}: ${shorten(JSON.stringify(result.rows))}`;
}

const toRows = (count: number): string => (count === 1 ? '1 row' : `${count} rows`);

export function shorten(text: string, length = 400): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
