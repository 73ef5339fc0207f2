import { expect, test } from 'vitest';
import { isReadOnlySql } from './read-only-sql.ts';

test.each([
  'select 1',
  " \n\tSELECT * from tasks where title = 'delete; drop';",
  '(select 1) union (select 2)',
  '((select 1))',
  '-- delete from tasks\nselect 1',
  '/* update /* nested */ still */ select 1 /* ; */',
  'with open as (select * from tasks) select count(*) from open',
  'values (1), (2)',
  'table tasks',
  'show search_path',
  'explain select 1',
  'explain analyze verbose select 1',
  'EXPLAIN (analyze, format json) (select 1)',
  'explain (select 1)',
  'explain (costs off) with t as (select 1) table t',
  'select "update", "into" from "delete"',
  'select U&"d\\0061ta" from tasks',
  'select $$ delete from tasks; $$, $body$ ; $$ insert $body$',
  "select E'it\\'s; delete'",
  "select 'it''s; delete'",
  "select set_config('role', 'none', true), lo_import('/etc/passwd')",
  "select substring('abc' from 1 for 2)",
  'select updated_at, inserted from deletes',
])('%j only reads', (sql) => {
  expect(isReadOnlySql(sql)).toBe(true);
});

test.each([
  '',
  ';',
  '-- nothing',
  'insert into tasks default values',
  'with gone as (delete from tasks returning *) select * from gone',
  'WITH t AS (UPDATE tasks SET done = true RETURNING 1) SELECT 1',
  'with t as (select 1) insert into tasks select 1',
  'with t as (merge into tasks using x on true when matched then do nothing returning 1) select 1',
  'explain analyze delete from tasks',
  'explain (analyze) insert into tasks default values',
  'explain analyze execute stored',
  'explain (analyze',
  'explain',
  'select * into copy from tasks',
  'select * from tasks for update',
  'select * from tasks for no key update',
  'select * from tasks for/**/share',
  'select * from tasks for key share',
  'do $$ begin delete from tasks; end $$',
  'copy tasks to stdout',
  "copy (select 1) to program 'sh'",
  'set role none',
  'reset role',
  'begin',
  'commit',
  'call clean_up()',
  'prepare stored as select 1',
  'refresh materialized view totals',
  'lock tasks',
  'vacuum',
  'analyze tasks',
])('%j counts as a write', (sql) => {
  expect(isReadOnlySql(sql)).toBe(false);
});

test('[X57] what hides a second statement counts as a write', () => {
  const hiding = [
    'select 1; drop table tasks',
    'select 1;;',
    "select 'a\\'; delete from tasks; --'",
    'select /* open',
    'select /* /* */ 1',
    "select 'open",
    'select "open',
    'select $tag$ open $$',
    'select 1\u0000; drop table tasks',
    '-- hidden\rdelete from tasks',
    '\u00a0select 1',
    '\ufeffselect 1',
    'ｓelect 1',
    'select 1 -- \u2028\n; delete from tasks',
    "select e'\\\\'; delete from tasks; --'",
    'select a$$ ; delete from tasks $$',
  ];
  expect(hiding.filter((sql) => isReadOnlySql(sql))).toEqual([]);
});

test('a column may not be folded into a keyword by letters that only look alike', () => {
  expect(isReadOnlySql('select 1 from t where \u212aey = 1')).toBe(true);
});
