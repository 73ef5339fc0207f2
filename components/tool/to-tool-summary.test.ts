import { expect, test } from 'vitest';
import { readToolInput } from './read-tool-input.ts';
import { toToolName, toToolSummary } from './to-tool-summary.ts';

test('SQL is the heart of what a database tool is given', () => {
  const input = { name: 'add_notes', query: 'create table\n  notes ()' };
  expect(readToolInput({ toolName: 'apply_migration', input })).toEqual({
    main: { text: 'create table\n  notes ()', language: 'sql' },
    fields: [{ name: 'name', value: 'add_notes' }],
  });
  expect(toToolSummary({ toolName: 'apply_migration', input })).toBe('create table notes ()');
});

test('the query of a search is words, and one short field needs no name', () => {
  const input = { query: 'row level security' };
  expect(readToolInput({ toolName: 'search_docs', input })).toEqual({
    fields: [{ name: 'query', value: 'row level security' }],
  });
  expect(toToolSummary({ toolName: 'search_docs', input })).toBe('row level security');
});

test('several fields are named, absent ones are not there', () => {
  const input = { schemas: ['public', 'auth'], verbose: true, limit: null };
  expect(toToolSummary({ toolName: 'list_tables', input })).toBe('schemas: public, auth, verbose: true');
  expect(toToolSummary({ toolName: 'list_tables', input: {} })).toBe('');
});

test('an input that is still being written is read as far as it goes', () => {
  const part = { toolName: 'execute_sql', inputText: '{"query": "select \\"a\\"\\nfro' };
  expect(readToolInput(part)).toEqual({ main: { text: 'select "a"\nfro', language: 'sql' }, fields: [] });
  expect(readToolInput({ toolName: 'execute_sql', inputText: '{"que' }).main?.text).toBe('{"que');
  expect(readToolInput({ toolName: 'execute_sql', inputText: '' })).toEqual({ fields: [] });
  expect(readToolInput({ toolName: 'execute_sql', inputText: '{"sql": "a\\' }).main?.text).toBe('a');
});

test('a very long input is cut', () => {
  const summary = toToolSummary({ toolName: 'x', input: { text: 'kelp '.repeat(100) } });
  expect(summary).toHaveLength(201);
  expect(summary.endsWith('…')).toBe(true);
});

test('a tool of an outside server is shown with it', () => {
  expect(toToolName({ toolName: 'linear__create_issue' })).toEqual({
    name: 'create_issue',
    server: 'linear',
  });
  expect(toToolName({ toolName: 'execute_sql', title: 'Run SQL' })).toEqual({ name: 'Run SQL' });
});
