import { expect, test } from 'vitest';
import type { TraceCall, TraceRule } from '../scenario/trace-rule.ts';
import { gradeTrace } from './grade-trace.ts';

const call = (
  tool: string,
  input: TraceCall['input'] = {},
  status: TraceCall['status'] = 'ok',
): TraceCall => ({
  tool,
  input,
  status,
});
const look = call('execute_sql', { sql: 'select has_table_privilege()' });
const define = call('execute_sql', { sql: '-- now\nALTER TABLE tasks' });
const search = call('search_docs', { query: 'slugs' });
const record = call('apply_migration', { name: 'add_it' });

function isPassed(rule: TraceRule, ...trace: TraceCall[]): boolean {
  return gradeTrace([rule], trace).status === 'pass';
}

test.each<[TraceRule, [TraceCall[], boolean][]]>([
  [
    { called: 'docs', before: 'ddl' },
    [
      [[search, define], true],
      [[define, search], false],
      [[look, define], false],
      [[record], false],
      [[call('read_doc'), look, record], true],
      // Where nothing is defined there is nothing to look up first.
      [[look], true],
    ],
  ],
  [
    { called: 'execute_sql', atMost: 1 },
    [
      [[], true],
      [[look], true],
      [[look, define], false],
    ],
  ],
  [
    { called: 'execute_sql ~ privilege', atLeast: 1 },
    [
      [[look], true],
      [[define], false],
      // What it was given is not told.
      [[call('execute_sql')], true],
      [[], false],
    ],
  ],
  [
    { never: 'any' },
    [
      [[], true],
      [[search], false],
    ],
  ],
  [
    { never: 'ddl', after: 'apply_migration' },
    [
      [[define, record, look], true],
      [[record, define], false],
      [[record, record], false],
      // One that failed recorded nothing.
      [[call('apply_migration', {}, 'error'), define, record], true],
      [[define], true],
    ],
  ],
  [
    { never: 'write' },
    [
      [[look, search], true],
      [[define], false],
      [[call('execute_sql', { sql: 'delete from tasks' })], false],
      [[call('execute_sql', { sql: 'delete from tasks', as_user: { sub: 'ada' } })], true],
    ],
  ],
  [
    { order: ['search_docs', 'execute_sql', 'apply_migration'] },
    [
      [[search, look, define, record], true],
      [[look, search, record], false],
      [[search], false],
    ],
  ],
  [
    { files: ['security.md'] },
    [
      [[call('read_skill_file', { name: 'security.md' })], true],
      [[call('read_skill_file', { name: 'security.md' }, 'error')], false],
      [[call('read_skill_file', { name: 'speed.md' })], false],
    ],
  ],
])('%j', (rule, cases) => {
  expect(cases.map(([trace]) => isPassed(rule, ...trace))).toEqual(cases.map(([, passes]) => passes));
});

test('the evidence names the calls, and what is wrong with them', () => {
  expect(gradeTrace([{ called: 'docs', before: 'ddl' }, { never: 'search_docs' }], [define, search])).toEqual(
    {
      status: 'fail',
      evidence:
        'no docs before the first ddl; search_docs(slugs) was called (execute_sql(-- now ALTER TABLE tasks), search_docs(slugs))',
    },
  );
});
