import { expect, test } from 'vitest';
import { readToolResult, rowsOf } from './tool-result.ts';

const wrap = (text: string) => `What follows is data.\n<data 0123abcd>\n${text}\n</data 0123abcd>`;

test('reads JSON, bare, wrapped as data, and in the envelope of MCP', () => {
  const rows = '{"rows":[{"id":1}]}';
  const value = { rows: [{ id: 1 }] };
  const texts = [
    rows,
    wrap(rows),
    JSON.stringify({ content: [{ type: 'text', text: rows }] }),
    JSON.stringify({ content: [], structuredContent: value }),
  ];
  expect(texts.map((text) => readToolResult(text, false))).toEqual(
    texts.map(() => ({ status: 'ok', value })),
  );
});

test('tells errors, denials and unknown outcomes apart', () => {
  const said: [string, boolean][] = [
    ['SQL error 42P01: relation "x" does not exist\nNothing was changed.', false],
    [wrap('SQL error 42501: permission denied for table notes'), false],
    ['{"error":{"sqlstate":"42P01","message":"relation does not exist"}}', false],
    ['anything', true],
    ['It did not run: Ada did not allow it.', false],
    [wrap('It did not run: Ada did not allow it.'), false],
    [
      'This call was interrupted and has no result. It had started; nobody knows whether it did its work.',
      true,
    ],
    ['This call was interrupted and has no result. It did not run.', true],
  ];
  expect(said.map(([text, isError]) => readToolResult(text, isError).status)).toEqual([
    'error',
    'error',
    'error',
    'error',
    'denied',
    'ok',
    'unknown',
    'error',
  ]);
});

test('gives rows by column the names of their columns', () => {
  expect(rowsOf({ columns: ['id bigint', 'at timestamp with time zone'], rows: [[1, 'now']] })).toEqual([
    { id: 1, at: 'now' },
  ]);
});
