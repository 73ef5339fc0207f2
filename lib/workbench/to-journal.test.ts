import { expect, test } from 'vitest';
import { toJournal, type LoggedCall } from './to-journal.ts';

const done = (toolName: string, input: unknown): LoggedCall => ({
  toolName,
  input,
  state: 'output-available',
});

test('writes that succeeded are done again, in order', () => {
  const calls = [
    done('execute_sql', { sql: 'create table a ()' }),
    done('execute_sql', { sql: 'select 1' }),
    { ...done('execute_sql', { sql: 'create table b ()' }), state: 'output-error' },
    { ...done('apply_migration', { name: 'n', sql: 'create table c ()' }), state: 'output-denied' },
    done('apply_migration', { name: 'm', sql: 'create table d ()' }),
  ];
  expect(toJournal(calls)).toStrictEqual([
    { kind: 'sql', sql: 'create table a ()' },
    { kind: 'migration', name: 'm', sql: 'create table d ()' },
  ]);
});

test('what was tried as a visitor was rolled back, and is not done again', () => {
  const sql = 'delete from tasks';
  expect(toJournal([done('execute_sql', { sql, as_user: 'anon' })])).toStrictEqual([]);
});

test('input that is not of these tools is passed over', () => {
  const odd = [undefined, null, 'drop table tasks', {}, { sql: 1 }, { sql: 'drop table tasks' }];
  const calls = odd.flatMap((input) => [done('apply_migration', input), done('other__execute_sql', input)]);
  expect(toJournal(calls)).toStrictEqual([]);
});
