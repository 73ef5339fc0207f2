import { expect, test } from 'vitest';
import { extractSql, parseSolution } from './solution.ts';

test('SQL is run as it stands; without a trace there were no tools', () => {
  expect(parseSolution('a.sql', 'select 1;\n\nselect 2;\n')).toEqual({
    steps: [{ kind: 'sql', sql: 'select 1;\n\nselect 2;\n' }],
    answer: 'select 1;\n\nselect 2;',
    trace: undefined,
    fails: [],
  });
});

test('the front lines tell calls, with what was asked, and failing checks', () => {
  const text = `-- fails: one, two\n-- trace: search_docs(a, b), execute_sql(select count(*), 1), list_tables\nselect 1;`;
  expect(parseSolution('a.sql', text)).toEqual({
    steps: [{ kind: 'sql', sql: 'select 1;' }],
    answer: 'select 1;',
    trace: [
      { tool: 'search_docs', input: { query: 'a, b' }, status: 'ok' },
      { tool: 'execute_sql', input: { sql: 'select count(*), 1' }, status: 'ok' },
      { tool: 'list_tables', input: {}, status: 'ok' },
    ],
    fails: ['one', 'two'],
  });
});

test('an empty trace says that there were tools and none was called', () => {
  expect(parseSolution('a.md', '-- trace:\nHello')).toEqual({
    steps: [],
    answer: 'Hello',
    trace: [],
    fails: [],
  });
});

test('the front lines may stand among other comments, also those of Markdown', () => {
  expect([
    parseSolution('a.sql', '-- A view.\n-- trace: list_tables\n\n-- More.\nselect 1;'),
    parseSolution('a.md', '<!-- trace: list_tables -->\nDone.\n-- fails: never'),
  ]).toMatchObject([
    { trace: [{ tool: 'list_tables' }], answer: '-- A view.\n\n-- More.\nselect 1;' },
    { trace: [{ tool: 'list_tables' }], answer: 'Done.\n-- fails: never', fails: [] },
  ]);
});

test('migrations stand between statements', () => {
  const text = [
    'select 1;',
    '-- migration: add_it',
    'create table it ();',
    '-- end',
    '-- migration: other',
    'select 2;',
  ];
  expect(parseSolution('a.sql', text.join('\n')).steps).toEqual([
    { kind: 'sql', sql: 'select 1;\n' },
    { kind: 'migration', name: 'add_it', sql: 'create table it ();\n' },
    { kind: 'migration', name: 'other', sql: 'select 2;' },
  ]);
});

test('of an answer in words the blocks of SQL are run, and no others', () => {
  const answer =
    'First:\n```sql\ncreate table a ()\n```\nThen\n```PostgreSQL\nselect 1;\n```\n```python\nprint(1)\n```\n';
  expect([extractSql(answer), parseSolution('a.md', 'No code.').steps]).toEqual([
    'create table a ();\n\nselect 1;',
    [],
  ]);
});

test('[X68] an answer that ends in nothing but empty lines is read in no time', () => {
  const lines = '\n'.repeat(800_000);
  expect(extractSql(`\`\`\`sql\n${lines}`)).toBe('');
  expect(extractSql(`\`\`\`sql \t\r\n${lines}select 1\n\`\`\``)).toBe('select 1;');
});
